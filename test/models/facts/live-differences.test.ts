import { describe, expect, it } from 'vitest';
import { compareListed, type ListedModel, unlistedIn } from '../../../src/models/index.ts';

const PLACE = { region: 'us-east-1', asOf: '2026-11-28' };
const OPUS_4_1 = 'anthropic.claude-opus-4-1-20250805-v1:0';

function differencesOf(model: Partial<ListedModel> & { readonly modelId: string }) {
  return compareListed({ status: 'ACTIVE', inferenceTypes: [], ...model }, PLACE).differences;
}

describe('compareListed()', () => {
  it.each<Partial<ListedModel> & { readonly modelId: string }>([
    { modelId: 'amazon.nova-lite-v1:0', inferenceTypes: ['ON_DEMAND', 'PROVISIONED'] },
    { modelId: 'amazon.titan-embed-text-v2:0:8k' },
    { modelId: OPUS_4_1, status: 'LEGACY', endOfLife: '2027-01-08' },
    { modelId: 'anthropic.claude-3-opus-20240229-v1:0', status: 'LEGACY', endOfLife: '2026-05-30' },
    { modelId: 'amazon.nova-micro-v1:0', endOfLife: '2028-01-01' },
    { modelId: 'amazon.nova-2-lite-v1:0', inferenceTypes: ['INFERENCE_PROFILE'] },
  ])('has nothing to say of %j', (model) => {
    expect(differencesOf(model)).toEqual([]);
  });

  it.each<[Partial<ListedModel> & { readonly modelId: string }, string]>([
    [{ modelId: 'amazon.nova-9-v1:0' }, 'this version does not know it'],
    [
      { modelId: OPUS_4_1, status: 'LEGACY', endOfLife: '2027-02-01' },
      'its last day is 2027-02-01, and in this version 2027-01-08',
    ],
    [{ modelId: OPUS_4_1 }, 'it is ACTIVE, and in this version its last day is 2027-01-08'],
    [
      { modelId: 'anthropic.claude-3-haiku-20240307-v1:0', status: 'LEGACY' },
      'it is still listed, and in this version its last day was 2026-09-10',
    ],
    [
      { modelId: 'amazon.nova-lite-v1:0', status: 'LEGACY', endOfLife: '2027-05-01' },
      'it is LEGACY until 2027-05-01, and this version has no end of it',
    ],
    [
      { modelId: 'amazon.nova-lite-v1:0', inferenceTypes: ['INFERENCE_PROFILE'] },
      'it has no on-demand inference in us-east-1, and this version has it there without a profile',
    ],
    [
      { modelId: 'amazon.nova-2-lite-v1:0', inferenceTypes: ['ON_DEMAND'] },
      'it has on-demand inference, and this version has it through profiles only',
    ],
  ])('says of %j how the tables differ', (model, difference) => {
    expect(differencesOf(model)).toEqual([difference]);
  });
});

describe('unlistedIn()', () => {
  it('names what is known as served and not listed', () => {
    const model = (modelId: string) => ({ modelId, inferenceTypes: [] });
    const missing = unlistedIn([model('amazon.titan-embed-text-v2:0:8k')], PLACE);

    expect(missing).toContain('amazon.nova-lite-v1:0');
    expect(missing).not.toContain('amazon.titan-embed-text-v2:0');
    expect(missing).not.toContain('anthropic.claude-3-haiku-20240307-v1:0');
  });
});
