import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBefore } from '../../../src/core/index.ts';
import { modelTable } from '../../../src/models/index.ts';
import { endOfLife } from '../../../src/models/lean.ts';

const ending = modelTable.flatMap(({ id, lifecycle }) =>
  lifecycle === undefined ? [] : [{ id, ...lifecycle }],
);
const row = fc.constantFrom(...ending);
const region = fc.constantFrom('us-east-1', 'eu-west-1', 'us-gov-west-1', 'cn-north-1', undefined);

describe('endOfLife()', () => {
  it('always goes from nothing over a warning to the end as days pass, in every region', () => {
    fc.assert(
      fc.property(row, region, fc.integer({ min: -400, max: 400 }), (of, where, days) => {
        const asOf = daysBefore(of.lastDay, days);
        const end = endOfLife({ foundationModel: of.id, region: where, asOf });
        const isCommercial = where === undefined || !/^(?:us-gov|cn)-/.test(where);
        const past = isCommercial ? 'ended' : 'ended-elsewhere';

        expect(end?.kind).toBe(days < 0 ? past : days <= 90 ? 'ending' : undefined);
      }),
    );
  });
});
