import { describe, expect, it } from 'vitest';
import type { ModelUse } from '../../../src/models/facts/end-of-life.ts';
import { endOfLife } from '../../../src/models/lean.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const NEXT = 'anthropic.claude-haiku-4-5-20251001-v1:0';

function kindOf(asOf: string, use: Partial<ModelUse> = {}) {
  return endOfLife({ foundationModel: HAIKU, asOf, ...use })?.kind;
}

describe('endOfLife()', () => {
  it.each([
    ['2026-06-11', undefined],
    ['2026-06-12', 'ending'],
    ['2026-09-10', 'ending'],
    ['2026-09-11', 'ended'],
    ['2030-01-01', 'ended'],
  ])('says of a model that ends on 2026-09-10 as of %s: %s', (asOf, kind) => {
    expect(kindOf(asOf)).toBe(kind);
  });

  it('takes a day that is not known exactly for the latest it can be', () => {
    const foundationModel = 'anthropic.claude-3-opus-20240229-v1:0';

    expect(kindOf('2026-06-30', { foundationModel })).toBe('ending');
    expect(kindOf('2026-07-01', { foundationModel })).toBe('ended');
    expect(endOfLife({ foundationModel, asOf: '2026-07-01' })?.row.exact).toBe(false);
  });

  it.each(['us-gov-west-1', 'us-gov-east-1', 'cn-north-1', 'eusc-de-east-1'])(
    'is not sure of %s, and names no other model there',
    (region) => {
      expect(endOfLife({ foundationModel: HAIKU, asOf: '2026-09-11', region })).toMatchObject({
        kind: 'ended-elsewhere',
        elsewhere: region,
        instead: undefined,
      });
    },
  );

  it('takes a profile of GovCloud for a place there, and no place at all for a commercial one', () => {
    expect(kindOf('2026-09-11', { profile: 'us-gov' })).toBe('ended-elsewhere');
    expect(kindOf('2026-09-11', { profile: 'us-gov', region: 'us-east-1' })).toBe('ended');
    expect(kindOf('2026-09-11')).toBe('ended');
  });

  it.each([
    [{}, `us.${NEXT}`],
    [{ region: 'eu-central-1' }, `eu.${NEXT}`],
    [{ region: 'ap-northeast-1' }, `jp.${NEXT}`],
    [{ region: 'ap-south-1' }, `global.${NEXT}`],
    [{ region: 'sa-east-1' }, `global.${NEXT}`],
    [{ profile: 'eu', region: 'us-east-1' }, `eu.${NEXT}`],
    [{ profile: 'global' }, `global.${NEXT}`],
    [{ profile: 'apac', region: 'ap-southeast-2' }, `au.${NEXT}`],
    [{ profile: 'apac' }, `global.${NEXT}`],
    [{ foundationModel: 'amazon.nova-premier-v1:0' }, 'amazon.nova-pro-v1:0'],
    [{ foundationModel: 'amazon.nova-premier-v1:0', profile: 'us' }, 'us.amazon.nova-pro-v1:0'],
    [{ foundationModel: 'amazon.nova-sonic-v1:0' }, undefined],
  ])('names for %j what to use instead: %s', (use, instead) => {
    const end = endOfLife({ foundationModel: HAIKU, asOf: '2026-11-28', ...use });

    expect(end?.instead).toBe(instead);
  });
});
