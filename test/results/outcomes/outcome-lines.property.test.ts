import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOutcome, type Outcome } from '../../../src/results/index.ts';
import { keepTexts, RowInText } from '../../../src/results/outcomes/kept-texts.ts';
import { OutcomeLines } from '../../../src/results/outcomes/outcome-lines.ts';

/** Halves of surrogate pairs among them. */
const anyText = fc.oneof(
  fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: 'binary', maxLength: 300, size: 'large' }),
  fc.constantFrom('__proto__', '\u2028\u2029\u0085', '"\\\n\u0000'),
);
const anyNumber = fc.oneof(
  fc.nat(),
  fc.double(),
  fc.constantFrom(-0, Number.POSITIVE_INFINITY, 2 ** 53, Number.NaN),
);
const anyKey = fc.oneof(anyText, fc.constantFrom('inputTokens', 'toJSON', '0'));

const outcomes: fc.Arbitrary<Outcome> = fc.record(
  {
    recordId: anyText,
    status: fc.constantFrom('succeeded' as const, 'failed' as const),
    text: anyText,
    output: fc.jsonValue(),
    usage: fc.oneof(fc.dictionary(anyKey, anyNumber), fc.constant([1, 2] as never)),
    error: fc.record({ code: anyText, message: anyText, retryable: fc.boolean() }),
    line: anyNumber,
    row: fc.oneof(fc.jsonValue(), fc.bigInt(), fc.constant(undefined)),
    // whoever makes outcomes by hand may give them anything
    été: fc.jsonValue(),
  },
  { requiredKeys: ['recordId', 'status'] },
);

/** JSON of outputs, records and rows as somebody else wrote it. */
const anyJson = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{"a":1,"a":2}',
    '{"__proto__":1.0}',
    '[123456789012345678901234567890]',
    '"é日"',
  ),
);

/** Keys that are made by hand may have any of them too. */
const separators = /[\u0080-\uffff]/g;
const escaped = (line: string) =>
  line.replaceAll(separators, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const linesOf = (all: readonly Outcome[]) => {
  const lines = new OutcomeLines();
  for (const outcome of all) lines.add(outcome);
  return Buffer.from(lines.take()).toString();
};

describe('OutcomeLines', () => {
  it('always writes the lines that formatOutcome() does, but for escapes of three characters', () => {
    fc.assert(
      fc.property(fc.array(outcomes), (all) => {
        const expected = all.map((outcome) => `${formatOutcome(outcome)}\n`).join('');

        expect(escaped(linesOf(all))).toBe(escaped(expected));
      }),
    );
  });

  it('always copies the texts that an outcome is kept with', () => {
    fc.assert(
      fc.property(outcomes, anyJson, anyJson, anyJson, (made, output, record, rowJson) => {
        const { row: _row, ...rest } = made;
        const row = new RowInText(() => Buffer.from(rowJson), 1);
        const outputBytes = Buffer.from(output);
        const texts = { output, outputBytes, record, row };
        const kept = keepTexts({ ...rest, output: 1, record: 2 }, texts);

        const line = linesOf([kept]);

        expect(line.endsWith(`,"row":${rowJson},"output":${output},"record":${record}}\n`)).toBe(
          true,
        );
        expect(JSON.parse(line)).toEqual(JSON.parse(formatOutcome(kept)));
      }),
    );
  });

  it('is full in time, and begins anew with each taking', () => {
    const lines = new OutcomeLines();
    const outcome = { recordId: 'x'.repeat(1000), status: 'missing' } as const;
    let added = 0;
    for (; !lines.isFull; added += 1) lines.add(outcome);

    const first = lines.take().length;
    lines.add(outcome);

    expect(first).toBe(added * (formatOutcome(outcome).length + 1));
    expect(first).toBeLessThan(1 << 19);
    expect(lines.finish().length).toBe(first / added);
  });
});
