import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/builders/index.ts';
import { validateRecord } from '../../src/validators/index.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u2028', '\u2029', '\u0085', '\\', '"', '\n', 'a', 'é', '😀'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('encodeRecord()', () => {
  it('never writes a character that a reader ends a line at, and always says the same', () => {
    fc.assert(
      fc.property(text, text, text, (recordId, key, value) => {
        const record = { recordId, modelInput: { [`${key}.`]: [value] } };
        const line = new TextDecoder().decode(encodeRecord(record));

        expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
  });

  it('writes a line that has no JSONL_LINE_SEPARATOR', () => {
    const record = { recordId: '1', modelInput: { inputText: 'a\u2028b\u2029c\u0085d' } };
    const value: unknown = JSON.parse(new TextDecoder().decode(encodeRecord(record)));
    const options = { model: 'amazon.titan-embed-text-v2:0' };

    expect(value).toEqual(record);
    expect(validateRecord(value as typeof record, options)).toEqual([]);
  });
});
