import { describe, expect, it } from 'vitest';
import { FromFile } from '../../../src/cli/aws-cli/from-file.ts';
import { readShorthand } from '../../../src/cli/aws-cli/shorthand.ts';

const INPUT = 'ModelInvocationJobInputDataConfig';

describe('readShorthand()', () => {
  it.each<[string, string, unknown]>([
    ['Tag', 'key=team,value=films', { key: 'team', value: 'films' }],
    ['Tag', 'key = team , value = my films ', { key: 'team', value: 'my films' }],
    ['Tag', 'key=a,value=', { key: 'a', value: '' }],
    ['Tag', 'value=,key=a', { key: 'a', value: '' }],
    ['Tag', 'key=a=b,value=c[1{2', { key: 'a=b', value: 'c[1{2' }],
    ['Tag', 'key=a\\,b,value=\\,', { key: 'a,b', value: ',' }],
    ['Tag', `key='a, "b"',value="it's {c}"`, { key: 'a, "b"', value: "it's {c}" }],
    ['Tag', `key='it\\'s',value="a\\\\b\\c"`, { key: "it's", value: 'a\\b\\c' }],
    ['Tag', `key='a\\\\',value="\\""`, { key: 'a\\', value: '"' }],
    ['VpcConfig', 'subnetIds=a,b,securityGroupIds=c', vpc(['a', 'b'], ['c'])],
    ['VpcConfig', 'subnetIds=[a, b],securityGroupIds=[c,]', vpc(['a', 'b'], ['c'])],
    ['VpcConfig', `subnetIds='a','b' , c,securityGroupIds="d"`, vpc(['a', 'b', 'c'], ['d'])],
    ['VpcConfig', 'subnetIds=[],securityGroupIds=', vpc([], [''])],
    ['VpcConfig', 'subnetIds=a\\,b,c', { subnetIds: ['a,b', 'c'] }],
    [
      INPUT,
      's3InputDataConfig={s3Uri=s3://b/k/,s3InputFormat=JSONL}',
      { s3InputDataConfig: { s3Uri: 's3://b/k/', s3InputFormat: 'JSONL' } },
    ],
    [INPUT, 's3InputDataConfig={ s3Uri = "s3://b/k" , }', s3('s3://b/k')],
    [INPUT, 's3InputDataConfig={}', { s3InputDataConfig: {} }],
    [
      'Tag',
      'key@=file://key.txt,value@=plain',
      { key: new FromFile('file://key.txt'), value: 'plain' },
    ],
  ])('reads %s: %s', (shape, text, value) => {
    expect(readShorthand(text, shape)).toEqual(value);
  });

  it.each([
    ['Tag', '', 'One of key, value is expected at character 1, not the end'],
    ['Tag', 'key', '"=" is expected at character 4, not the end'],
    ['Tag', 'key=a,b', '"=" is expected at character 8, not the end'],
    ['Tag', 'key=a,b,value=c', '"=" is expected at character 8, not ",value=c"'],
    ['Tag', 'key=a,', 'One of key, value is expected at character 7, not the end'],
    ['Tag', 'Key=a', 'One of key, value is expected at character 1, not "Key"; did you mean key?'],
    ['Tag', 'key=a,key=b', 'key stands twice, again at character 7'],
    ['Tag', 'key=[a]', 'A text, and no list, is expected at character 5, not "[a]"'],
    ['Tag', 'key={a=b}', 'A text, and no structure, is expected at character 5, not "{a=b}"'],
    ['Tag', `key='a`, 'The quote at character 5 has no end'],
    ['Tag', `key=a'b'`, `"," or the end is expected at character 6, not "'b'"`],
    ['Tag', 'key=a]', '"," or the end is expected at character 6, not "]"'],
    ['VpcConfig', 'a,b', '"=" is expected at character 2, not ",b"'],
    ['VpcConfig', 'subnetIds=a,', 'A value is expected at character 13, not the end'],
    ['VpcConfig', 'subnetIds=[a', '"," or "]" is expected at character 13, not the end'],
    [
      'VpcConfig',
      'subnetIds={a=b}',
      'A list, and no structure, is expected at character 11, not "{a=b}"',
    ],
    [
      INPUT,
      's3InputDataConfig=s3://b',
      'A structure in { } is expected at character 19, not "s3://b"',
    ],
    [
      INPUT,
      's3InputDataConfig=[a]',
      'A structure, and no list, is expected at character 19, not "[a]"',
    ],
    [INPUT, 's3InputDataConfig={s3Uri=a', '"," or "}" is expected at character 27, not the end'],
    [INPUT, 's3InputDataConfig={s3Url=a}', 'at character 20, not "s3Url"; did you mean s3Uri?'],
  ])('refuses %s: %s', (shape, text, message) => {
    expect(() => readShorthand(text, shape)).toThrow(message);
  });

  it('takes linear time for what a quote without an end begins', () => {
    expect(() => readShorthand(`key='${'\\'.repeat(100_001)}`, 'Tag')).toThrow('has no end');
  });
});

function vpc(subnetIds: readonly string[], securityGroupIds: readonly string[]) {
  return { subnetIds, securityGroupIds };
}

function s3(s3Uri: string) {
  return { s3InputDataConfig: { s3Uri } };
}
