import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hclText, hclValue } from '../../../src/setup/forms/hcl-value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

/** Reads a quoted template as HCL does, and gives up where it ends early, interpolates or cannot be. */
function read(text: string): string {
  expect(text.at(0)).toBe('"');
  expect(text.at(-1)).toBe('"');
  const inner = text.slice(1, -1);
  const token =
    /\\u(?<u>[0-9a-f]{4})|\\U(?<U>[0-9a-f]{8})|\\(?<e>.)|(?<d>\$\$|%%)(?=\{)|(?<bad>"|[$%](?=\{)|[\n\r])|(?<c>[^])/gu;
  return [...inner.matchAll(token)]
    .map(({ groups = {} }) => {
      const { u, U, e, d, bad, c } = groups;
      if (bad !== undefined) throw new Error(`${bad} stands bare in ${text}`);
      const code = u ?? U;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (e !== undefined) return ESCAPES[e] ?? `cannot be: ${e}`;
      return d?.[0] ?? c ?? '';
    })
    .join('');
}

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', '\\', '$', '%', '{', '}', '${', '%{', '$${', '\n', '\r', '\t', '\u0000'),
    fc.constantFrom('\u2028', '\u202e', '\u{e0001}', '<<EOT', '#', '/*', '`'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
});

describe('hclText()', () => {
  it('always reads as the text it was written of, whatever that is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(hclText(text))).toBe(text);
      }),
    );
  });

  it('never holds a line break or a character that nobody sees', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(hclText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });
});

describe('hclValue()', () => {
  it('always writes a member a line, so that no text stands outside of its quotes', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const lines = hclValue(value).split('\n');

        expect(lines).toHaveLength(
          Object.keys(value).length === 0 ? 1 : Object.keys(value).length + 2,
        );
      }),
    );
  });
});
