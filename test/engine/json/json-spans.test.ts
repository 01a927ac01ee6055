import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathStep } from '../../../src/core/index.ts';
import { locatePath, PathFinder } from '../../../src/engine/index.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textAt = (bytes: Uint8Array, start: number, end: number) =>
  Buffer.from(bytes.subarray(start, end)).toString('utf8');

/** The text of the value at a path, just as it stands there. */
function rawValue(bytes: Uint8Array, path: readonly PathStep[]): string | undefined {
  const span = locatePath(bytes, path);
  return span === undefined ? undefined : textAt(bytes, span.start, span.end);
}

describe('locatePath()', () => {
  it('gives the whole value for an empty path', () => {
    expect(locatePath(bytesOf('  {"a":1} '), [])).toEqual({ start: 2, end: 9 });
  });

  it('gives the bytes of a value and of its key', () => {
    const bytes = bytesOf('{"é": 1, "messages" : [ {"role":"user"} ]}');
    const span = locatePath(bytes, ['messages', 0, 'role']);

    expect(textAt(bytes, span?.start ?? 0, span?.end ?? 0)).toBe('"user"');
    expect(textAt(bytes, span?.keyStart ?? 0, span?.keyEnd ?? 0)).toBe('"role"');
  });

  it('takes the last of several equal keys, as JSON.parse does', () => {
    expect(rawValue(bytesOf('{"a":1,"b":2,"a":3}'), ['a'])).toBe('3');
  });

  it('compares keys decoded', () => {
    expect(rawValue(bytesOf('{"\\u0061\\n":1}'), ['a\n'])).toBe('1');
  });

  it.each([
    ['{"a":1}', ['b']],
    ['{"a":1}', [0]],
    ['[1,2]', [2]],
    ['[1,2]', ['0']],
    ['[]', [0]],
    ['{}', ['a']],
    ['{"a":"b"}', ['a', 'b']],
  ])('finds nothing in %s at %j', (text, path) => {
    expect(locatePath(bytesOf(text), path)).toBeUndefined();
  });

  it('goes 100,000 levels deep without recursion', () => {
    const bytes = bytesOf(`{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"b":7}`);

    expect(rawValue(bytes, ['b'])).toBe('7');
  });

  it('finds what stands behind long texts and long arrays', () => {
    const text = fc
      .array(fc.constantFrom('a', '"', '\\', 'é', '[', '}'), { minLength: 20, maxLength: 80 })
      .map((pieces) => pieces.join(''));
    const element = fc.oneof(
      { weight: 20, arbitrary: fc.integer() },
      fc.constantFrom<unknown>('"]"', [], {}, [1, [2]], { a: 1 }, null, true, -1.5e-9),
    );
    const value = fc.oneof(text, fc.array(element, { minLength: 5, maxLength: 60 }));
    fc.assert(
      fc.property(value, value, fc.constantFrom(0, 1), (before, wanted, space) => {
        const bytes = bytesOf(
          JSON.stringify({ before: { before }, wanted, after: [1] }, null, space),
        );

        expect(JSON.parse(rawValue(bytes, ['wanted']) ?? 'null')).toEqual(wanted);
        expect(rawValue(bytes, ['after', 0])).toBe('1');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    `{"a":${'[1,[1],'.repeat(60_000)}`,
    `{"a":[${'[10,20,30,40,50,60,70,80,90,100,110],'.repeat(20_000)}`,
    `{"a":"${'\\"'.repeat(400_000)}`,
  ])('takes linear time for any bytes', (text) => {
    const start = performance.now();

    expect(locatePath(bytesOf(text), ['b'])).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('always finds the value that JSON.parse finds', () => {
    const document = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom(0, 1), (object, place, space) => {
        const bytes = bytesOf(JSON.stringify(object, null, space));
        const parsed = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
        const keys = Object.keys(parsed);
        const key = keys[place % keys.length] ?? '';

        expect(JSON.parse(rawValue(bytes, [key]) ?? 'null')).toEqual(parsed[key]);
      }),
      { numRuns: 300 },
    );
  });

  it('always comes to an end, also where the bytes are no JSON', () => {
    const noise = fc.array(
      fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '1', 'a', ' '),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(noise, (pieces) => {
        const bytes = bytesOf(pieces.join(''));
        for (const path of [[], [0], ['a'], [1, 0], ['a', 1]]) locatePath(bytes, path);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a value that is located', () => {
  it.each(['12345678901234567890', '1.0', '1e5', '-0', '"\\u2028"', '{ "b": [1] }'])(
    'keeps %s as it stands',
    (text) => {
      expect(rawValue(bytesOf(`{"a": ${text} }`), ['a'])).toBe(text);
    },
  );
});

describe('PathFinder', () => {
  const paths = fc.array(
    fc.array(fc.oneof(fc.constantFrom('a', 'b', '\u0061', ''), fc.nat(2)), { maxLength: 4 }),
  );
  const nested = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.nat(9),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', ''), tie('value')),
    ),
  })).value;

  it('always finds what locatePath() finds, however often it is asked', () => {
    fc.assert(
      fc.property(nested, paths, (value, all) => {
        const text = JSON.stringify(value).replaceAll('"a"', '"\\u0061"');
        const bytes = bytesOf(text);
        const finder = new PathFinder(bytes);
        for (const path of [...all, ...all, ...all])
          expect(finder.locate(path)).toEqual(locatePath(bytes, path));
      }),
    );
  });

  it('takes the last of several equal keys each time', () => {
    const finder = new PathFinder(bytesOf('{"a":1,"b":2,"a":3}'));

    expect([1, 2, 3].map(() => finder.locate(['a'])?.start)).toEqual([17, 17, 17]);
  });

  it('stays within the bytes of what is no JSON', () => {
    const bytes = bytesOf('[{:"","content":[{t":"""text}');
    const path = [0, 'content', 0, 'text'];
    const finder = new PathFinder(bytes);

    for (const found of [locatePath(bytes, path), finder.locate(path), finder.locate(path)])
      expect(found?.end ?? 0).toBeLessThanOrEqual(bytes.length);
  });
});
