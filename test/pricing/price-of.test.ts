import { describe, expect, it } from 'vitest';
import { priceOf } from '../../src/pricing/index.ts';

describe('priceOf', () => {
  it('is the price that was read for the region, with its source and day', () => {
    expect(priceOf('amazon.nova-lite-v1:0', { region: 'eu-west-3' })).toMatchObject({
      kind: 'known',
      low: { input: 0.044, output: 0.176 },
      high: { input: 0.044, output: 0.176 },
      regions: ['eu-west-3'],
      profile: undefined,
      doubt: undefined,
      readOn: '2026-11-29',
    });
  });

  it('is unknown where none was read for the region, and says which were', () => {
    expect(priceOf('amazon.nova-pro-v1:0', { region: 'eu-west-3' })).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/for eu-west-3; .*0\.4 and 1\.6 for us-east-1/),
    });
  });

  it('lies between the lowest and the highest where no region is named', () => {
    expect(priceOf('amazon.nova-micro-v1:0')).toMatchObject({
      low: { input: 0.0175, output: 0.07 },
      high: { input: 0.026, output: 0.104 },
      doubt: 'it differs by region, and no region is named',
    });
  });

  it('may be a tenth more through a geographic profile', () => {
    const price = priceOf('us.anthropic.claude-haiku-4-5-20251001-v1:0', { region: 'us-east-1' });

    expect(price).toMatchObject({ low: { input: 0.5, output: 2.5 }, doubt: expect.any(String) });
    expect(price.kind === 'known' && price.high.input).toBeCloseTo(0.55);
  });

  it('is that of the profile where it was read', () => {
    const nova = 'us.amazon.nova-2-lite-v1:0';

    expect(priceOf(nova, { region: 'us-west-2' })).toMatchObject({ high: { input: 0.1595 } });
    expect(priceOf('us.anthropic.claude-opus-5', { region: 'us-west-2' })).toMatchObject({
      high: { input: 2.75, output: 13.75 },
    });
  });

  it.each([
    ['a global profile', 'global.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['a profile of other regions', 'eu.anthropic.claude-opus-5'],
    ['an unknown model', 'acme.model-1'],
    ['no batch price', 'amazon.titan-embed-text-v2:0'],
    [
      "a profile of one's own",
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl',
    ],
    [
      'a custom model',
      'arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0/abcdefghijkl',
    ],
  ])('is never guessed: %s', (_, model) => {
    expect(priceOf(model, { region: 'us-east-1' })).toMatchObject({ kind: 'unknown' });
  });

  it('is that of the base model behind an id that does not say it', () => {
    const profile =
      'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
    const baseModel = 'amazon.nova-lite-v1:0';

    expect(priceOf(profile, { region: 'us-east-1', baseModel })).toMatchObject({
      low: { input: 0.03 },
    });
  });
});
