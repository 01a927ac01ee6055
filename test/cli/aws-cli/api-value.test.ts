import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readApiValue } from '../../../src/cli/aws-cli/api-value.ts';
import type { ApiShapeName } from '../../../src/core/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

function read(shape: ApiShapeName, ...words: readonly string[]): Promise<unknown> {
  return readApiValue(words, { member: 'it', shape });
}

describe('readApiValue()', () => {
  it.each<[string, ApiShapeName, readonly string[], unknown]>([
    ['the last of several texts', 'RoleArn', ['a', 'b'], 'b'],
    ['a number', 'MaxResults', ['5'], 5],
    ['a day, which is local', 'Timestamp', ['2026-11-20'], new Date(2026, 10, 20)],
    ['a time', 'Timestamp', ['2026-11-20T16:00:00Z'], new Date('2026-11-20T16:00:00Z')],
    ['seconds', 'Timestamp', ['1764000000.5'], new Date(1_764_000_000_500)],
    ['a plain tag', 'TagList', ['team=key=a'], [{ key: 'team', value: 'key=a' }]],
    ['a tag whose key is key', 'TagList', ['key=key,value=a'], [{ key: 'key', value: 'a' }]],
    [
      'tags in all forms',
      'TagList',
      ['a=1', 'key=b,value=2', '{"key":"c","value":"3"}', ' [{"key":"d","value":""}]'],
      [tag('a', '1'), tag('b', '2'), tag('c', '3'), tag('d', '')],
    ],
  ])('reads %s', async (_what, shape, words, value) => {
    expect(await read(shape, ...words)).toEqual(value);
  });

  it.each<[ApiShapeName, string, string]>([
    ['MaxResults', 'many', 'A whole number is needed'],
    ['Timestamp', 'yesterday', 'A time is needed: ISO 8601'],
    ['TagList', 'key=films', 'it[0].value is missing'],
    ['TagList', 'Key=a,Value=b', 'did you mean key?'],
    ['TagList', '[{"key":"a","value":1}]', 'it[0].value is 1, and Bedrock takes a string'],
    ['TagList', '[1]', 'it[0] is 1, and Bedrock takes an object'],
    ['TagList', '{"Key":"a"}', 'it[0].Key is Key, and Bedrock takes one of key, value'],
    ['VpcConfig', '["a"]', 'it is an array of 1, and Bedrock takes an object'],
    [
      'VpcConfig',
      'subnetIds=a_b,securityGroupIds=c',
      'it.subnetIds[0] is "a_b", and Bedrock takes',
    ],
    [
      'VpcConfig',
      '{"subnetIds":["ä"}',
      'It is no JSON: "," or "]" is expected at character 18, not "}"',
    ],
    ['VpcConfig', '{', 'It is no JSON: a key in double quotes or "}" is expected at character 2'],
    ['RoleArn', 'fileb://role', 'write file:// instead of fileb://'],
  ])('refuses for %s: %s', async (shape, word, message) => {
    await expect(read(shape, word)).rejects.toThrow(message);
  });

  it('reads files, without their last line end, and says which is not there', async () => {
    const path = join(folder.path, 'value');
    await writeFile(path, 'subnetIds=a,securityGroupIds=b\r\n');

    expect(await read('VpcConfig', `file://${path}`)).toEqual({
      subnetIds: ['a'],
      securityGroupIds: ['b'],
    });
    expect(await read('RoleArn', `file://${path}`)).toBe('subnetIds=a,securityGroupIds=b');
    await expect(read('RoleArn', `file://${path}.not`)).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    await expect(read('TagList', `key=a,value@=file://${path}.not`)).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });
});

function tag(key: string, value: string) {
  return { key, value };
}
