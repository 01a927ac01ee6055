import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelRowOf, modelTable } from '../../../src/models/index.ts';

const whole = fc.constantFrom(...modelTable.filter((row) => row.whole));
const more = fc.stringMatching(/^[-.a-z0-9][-.:a-z0-9]{0,6}$/);

describe('modelRowOf()', () => {
  it('always gives a whole id its own row, with the length of a context behind it too; only tokens may be those of an older one', () => {
    fc.assert(
      fc.property(whole, fc.constantFrom('', ':8k', ':48k', ':0:300k'), (row, length) => {
        const found = modelRowOf(`${row.id}${length}`);
        if (found?.tokensFrom === undefined) {
          expect(found).toEqual({ row });
          return;
        }

        const { outputTokens } = modelRowOf(found.tokensFrom)?.row ?? {};
        expect(row.outputTokens).toBeUndefined();
        expect(outputTokens).toBeDefined();
        expect(found).toEqual({ row: { ...row, outputTokens }, tokensFrom: found.tokensFrom });
      }),
    );
  });

  it('never takes a longer id for a whole one: nothing of the batch, the regions, the end or the price is shared', () => {
    fc.assert(
      fc.property(whole, more, (row, text) => {
        const id = `${row.id}${text}`;
        const found = modelRowOf(id)?.row;
        if (found === undefined || (found.whole && id.startsWith(found.id) && found !== row))
          return;

        expect(found).not.toBe(row);
        expect(found.regions).toBeUndefined();
        expect(found.price).toBeUndefined();
        expect(found.batch.verdict).not.toBe('no');
      }),
    );
  });
});
