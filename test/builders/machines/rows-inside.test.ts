import { describe, expect, it } from 'vitest';
import { rowsInsideHint } from '../../../src/builders/machines/rows-inside.ts';
import { bytesOf } from '../../support/read-rows.ts';

const hintOf = (json: string) => rowsInsideHint(bytesOf(json));
const READ = 'Read the rows inside of it with';

describe('rowsInsideHint()', () => {
  it.each([
    ['{"type":"FeatureCollection","features":[{"id":1}]}', '--pick features'],
    ['{"data":{"items":[{"x":1}],"page":1},"meta":1}', '--pick data.items'],
    ['{"nodes":[{"x":1}],"n":1,"links":[{"y":1}]}', '--pick nodes or --pick links'],
    ['{"a1":{"t":1},"a2":{"t":2}}', '--keys-as id'],
    ['{"all":{"a1":{"t":1},"a2":{}},"n":2}', '--pick all --keys-as id'],
    ['{"width":87,"values":[1,2]}', '--pick values'],
    // what arrays of arrays and of objects hold lies behind no path
    ['{"x":[[{"y":[{}]}]]}', '--pick x'],
    ['{"x":[{"y":[{}],"z":[{}]}]}', '--pick x'],
  ])('names in %s what can be read', (json, flags) => {
    expect(hintOf(json)).toBe(`${READ} ${flags}`);
  });

  it('takes each member for a row where several of them have arrays of objects', () => {
    const member = '{"tags":[{"x":1}],"t":2}';

    expect(hintOf(`{"a":${member},"b":${member},"c":${member}}`)).toBe(
      `${READ} --keys-as id, --pick a.tags or --pick b.tags`,
    );
  });

  it.each(['{}', '{"a":1}', '{"a":[],"b":{}}', '{"text":"[{\\"a\\":[{}]}]"}'])(
    'names nothing in %s',
    (json) => {
      expect(hintOf(json)).toBeUndefined();
    },
  );

  it.each(['{"a.b":[{}]}', '{"":[{}]}', '{"a b":[{}]}', '{"$(x)":[{}]}', '{"\\u001b[1m":[{}]}'])(
    'names no key that is no step of a path, or is more than a word: %s',
    (json) => {
      expect(hintOf(json)).toBeUndefined();
    },
  );

  it('names what stands in the beginning of a document that is cut off', () => {
    const json = '{"größe":1,"rows":[{"a":"x\\"y"},{"a":"z"}],"more":[{"b":1}]}';

    for (let end = 0; end <= json.length; end += 1) {
      const hint = hintOf(json.slice(0, end));

      if (end < json.indexOf('[{') + 2) expect(hint).toBeUndefined();
      else expect(hint).toContain(`${READ} --pick rows`);
    }
  });

  it('is done with a document of any depth and of any number of members', () => {
    const depth = 20_000;
    const members = Array.from({ length: 5_000 }, (_, at) => `"k${at}":{"t":[{"a":1}]}`);

    expect(hintOf('{"a":'.repeat(depth) + '1'.padEnd(depth + 1, '}'))).toBeUndefined();
    expect(hintOf(`{${members.join(',')}}`)).toContain('--keys-as id');
  });
});
