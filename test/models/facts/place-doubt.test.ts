import { describe, expect, it } from 'vitest';
import { modelRowOf, placeDoubt } from '../../../src/models/index.ts';

const LITE = 'amazon.nova-lite-v1:0';
const TITAN = 'amazon.titan-embed-image-v1';

describe('placeDoubt()', () => {
  it.each([
    ['the model itself where it is offered', LITE, false, 'us-east-1'],
    ['the model itself in the cloud of the government', LITE, false, 'us-gov-west-1'],
    ['a profile where it is offered', LITE, true, 'eu-north-1'],
    ['a model without a region', LITE, false, undefined],
    ['a model of which nothing is known', 'acme.model-1', false, 'us-east-1'],
    ['a profile of Nova in California', LITE, true, 'us-west-1'],
    ['a profile of Nova in Canada', LITE, true, 'ca-central-1'],
    ['the one region of Sonnet 4.6', 'anthropic.claude-sonnet-4-6', false, 'eu-west-2'],
    ['a profile of a model that has none listed', 'deepseek.v3.2', true, 'us-east-1'],
    ['a profile beside those where it was only seen', 'anthropic.claude-opus-5', true, 'eu-west-1'],
    ['an old model of Claude', 'anthropic.claude-3-haiku-20240307-v1:0', false, 'eu-west-1'],
  ])('has nothing against %s', (_name, foundationModel, byProfile, region) => {
    expect(placeDoubt({ foundationModel, byProfile, region })).toBeUndefined();
  });

  it.each([
    ['where only profiles are listed', LITE, 'ap-northeast-1', 'apac'],
    ['where only old models go without', 'anthropic.claude-opus-5', 'eu-west-1', 'eu'],
    ['with one region of its own', 'anthropic.claude-sonnet-4-6', 'eu-west-1', 'eu'],
    ['that has none', 'anthropic.claude-haiku-4-5-20251001-v1:0', 'us-east-1', 'us'],
    ['that has none, in any region', 'anthropic.claude-opus-4-6-v1', undefined, 'us'],
    ['of which no region is listed', 'amazon.nova-2-lite-v1:0', 'us-east-1', 'us'],
    ['of which no region is listed, in any', 'amazon.nova-2-lite-v1:0', undefined, 'us'],
  ])('names the profile of a model %s', (_name, foundationModel, region, prefix) => {
    const doubt = placeDoubt({ foundationModel, byProfile: false, region });

    expect(doubt).toMatchObject({ kind: 'profile-needed' });
    expect(doubt?.kind === 'profile-needed' && doubt.profiles[0]).toBe(
      `${prefix}.${foundationModel}`,
    );
  });

  it('names the regions where a model was seen', () => {
    expect(
      placeDoubt({ foundationModel: TITAN, byProfile: false, region: 'eu-north-1' }),
    ).toMatchObject({
      kind: 'unlisted',
      region: 'eu-north-1',
      regions: modelRowOf(TITAN)?.row.regions?.single,
      row: { readOn: '2026-08-20' },
    });
    expect(
      placeDoubt({ foundationModel: LITE, byProfile: true, region: 'eu-west-2' }),
    ).toMatchObject({ kind: 'unlisted' });
  });
});
