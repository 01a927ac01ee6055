import { describe, expect, it } from 'vitest';
import { flagForEachTag } from '../../../src/cli/aws-cli/plain-tag.ts';

describe('flagForEachTag()', () => {
  it.each([
    ['--tags key=a,value=b key=c,value=d x', '--tags key=a,value=b --tags key=c,value=d x'],
    ['--tags {"key":"a"} {"key":"b"} {a,b}.csv', '--tags {"key":"a"} --tags {"key":"b"} {a,b}.csv'],
    ['--tags a=1 b=2.csv', '--tags a=1 b=2.csv'],
    ['--tags a=1 --local key=c', '--tags a=1 --local key=c'],
    ['key=a --tags key=b', 'key=a --tags key=b'],
    ['-- --tags a=1 key=c', '-- --tags a=1 key=c'],
  ])('makes of %s: %s', (given, made) => {
    expect(flagForEachTag(given.split(' '))).toEqual(made.split(' '));
  });
});
