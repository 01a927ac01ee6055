import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOutcome } from '../../../src/results/index.ts';
import { keepTexts } from '../../../src/results/outcomes/kept-texts.ts';

const outcome = fc.record(
  {
    recordId: fc.string({ unit: 'binary' }),
    status: fc.constantFrom('succeeded' as const, 'failed' as const),
    output: fc.jsonValue(),
    text: fc.string({ unit: 'binary' }),
    usage: fc.record({ inputTokens: fc.nat() }, { requiredKeys: [] }),
    error: fc.record({ code: fc.string(), message: fc.string(), retryable: fc.boolean() }),
    line: fc.nat(),
    row: fc.oneof(fc.jsonValue(), fc.bigInt(), fc.constant(undefined)),
    record: fc.jsonValue(),
  },
  { requiredKeys: ['recordId', 'status'] },
);

describe('formatOutcome()', () => {
  it('always writes what JSON.stringify does, big integers of rows as text', () => {
    fc.assert(
      fc.property(outcome, (made) => {
        const asText = (_key: string, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value;

        expect(formatOutcome(made)).toBe(JSON.stringify(made, asText));
      }),
    );
  });

  it('always writes the texts that are given in place of output and record, at the end', () => {
    fc.assert(
      fc.property(outcome, (made) => {
        const { output: _output, record: _record, ...rest } = made;
        const texts = { output: '{"n":1.0}', record: '[2.0]' };
        const line = formatOutcome(keepTexts({ ...rest, output: 1, record: 2 }, texts));

        expect(line.endsWith(',"output":{"n":1.0},"record":[2.0]}')).toBe(true);
        expect(JSON.parse(line)).toEqual({
          ...JSON.parse(formatOutcome(rest)),
          output: { n: 1 },
          record: [2],
        });
      }),
    );
  });

  it('leaves out a row that JSON cannot say', () => {
    const row: unknown[] = [];
    row.push(row);

    expect(formatOutcome({ recordId: '1', status: 'missing', row })).toBe(
      '{"recordId":"1","status":"missing"}',
    );
  });
});
