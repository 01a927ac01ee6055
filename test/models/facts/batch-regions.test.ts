import { describe, expect, it } from 'vitest';
import {
  batchRegions,
  batchRegionsOf,
  knowledgeOf,
  placeDoubt,
} from '../../../src/models/index.ts';

const LITE = 'amazon.nova-lite-v1:0';
const TITAN = 'amazon.titan-embed-image-v1';

describe('batchRegions', () => {
  it('say of models that are known where and when they were read', () => {
    const prefixes = batchRegions.map(({ prefix }) => prefix);

    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const { prefix, source, readOn } of batchRegions) {
      expect(knowledgeOf(prefix), prefix).toBeDefined();
      expect(source, prefix).not.toBe('');
      expect(readOn, prefix).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
    }
  });

  it('name regions as AWS does, each once', () => {
    for (const { prefix, inRegion, byProfile, profileOnlyIn, custom } of batchRegions) {
      for (const regions of [inRegion, byProfile, profileOnlyIn, custom]) {
        expect(new Set(regions).size, prefix).toBe(regions?.length ?? 0);
        for (const region of regions ?? []) expect(region).toMatch(/^[a-z]{2}(-gov)?-[a-z]+-\d$/);
      }
    }
  });
});

describe('placeDoubt()', () => {
  it.each([
    ['the model itself where it is offered', LITE, false, 'us-east-1'],
    ['the model itself in the cloud of the government', LITE, false, 'us-gov-west-1'],
    ['a profile where it is offered', LITE, true, 'eu-north-1'],
    ['a model without a region', LITE, false, undefined],
    ['a model of which nothing is known', 'acme.model-1', false, 'us-east-1'],
    ['a region beside those where it was only seen', 'moonshotai.kimi-k2.5', false, 'us-east-1'],
    ['a profile beside those where it was only seen', 'anthropic.claude-opus-5', true, 'eu-west-1'],
    ['an old model of Claude', 'anthropic.claude-3-haiku-20240307-v1:0', false, 'eu-west-1'],
  ])('has nothing against %s', (_name, foundationModel, byProfile, region) => {
    expect(placeDoubt({ foundationModel, byProfile, region })).toBeUndefined();
  });

  it.each([
    ['where only profiles are listed', LITE, 'ap-northeast-1', 'apac'],
    ['where only old models go without', 'anthropic.claude-sonnet-4-6', 'eu-west-1', 'eu'],
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
      regions: batchRegionsOf(TITAN)?.inRegion,
      row: { readOn: '2025-06-05' },
    });
    expect(
      placeDoubt({ foundationModel: LITE, byProfile: true, region: 'eu-west-2' }),
    ).toMatchObject({ kind: 'unlisted' });
  });
});
