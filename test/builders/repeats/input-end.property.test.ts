import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../src/builders/index.ts';
import { inputEnd } from '../../../src/builders/repeats/input-end.ts';

/** Model inputs that hold what stands around a model input, as keys, as texts and one in another. */
const inputs = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      '',
      1,
      ',"modelInput":{}',
      '"modelInput":',
      '}',
      '}}',
      '\\',
      '"',
      ',"modelInput":{"a":1}}',
    ),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('modelInput', 'recordId', 'a'), tie('value'), {
    maxKeys: 3,
  }),
})).object;
const ids = fc.constantFrom('1', '', '"', '","modelInput":{}}', ',"modelInput":{}', '\\"');

describe('inputEnd()', () => {
  it('always gives ends that are the same exactly where the model inputs are', () => {
    fc.assert(
      fc.property(ids, inputs, ids, inputs, (id, input, otherId, otherInput) => {
        const line = Buffer.from(encodeRecord({ recordId: id, modelInput: input }));
        const other = Buffer.from(encodeRecord({ recordId: otherId, modelInput: otherInput }));
        const length = inputEnd(line) ?? 0;

        const areSame = JSON.stringify(input) === JSON.stringify(otherInput);
        const endsSo =
          length <= other.length && other.subarray(-length).equals(line.subarray(-length));
        expect(endsSo).toBe(areSame);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['{"modelInput":{},"recordId":"1"}\n', '{"recordId":1,"modelInput":{}}\n', '{}\n'])(
    'gives nothing of %s',
    (line) => {
      expect(inputEnd(Buffer.from(line))).toBeUndefined();
    },
  );
});
