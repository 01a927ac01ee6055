import { BedrockClient } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { readLiveModels } from '../../../src/jobs/index.ts';
import { startReplies } from '../../support/bedrock-replies.ts';

const LITE = { modelId: 'amazon.nova-lite-v1:0', inferenceTypesSupported: ['ON_DEMAND'] };
const MICRO = { ...LITE, modelId: 'amazon.nova-micro-v1:0' };

async function modelsOf(modelSummaries: unknown) {
  const endpoint = await startReplies({ get: () => ({ modelSummaries }) });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const bedrock = new BedrockClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  return (await readLiveModels({ bedrock, asOf: '2026-11-28' })).models;
}

describe('a list of models with an odd one', () => {
  it.each([
    ['a time that is none', { modelLifecycle: { status: 'LEGACY', endOfLifeTime: 'soon' } }],
    ['a lifecycle that is none', { modelLifecycle: 'LEGACY' }],
    ['a status that is no text', { modelLifecycle: { status: 7 } }],
    ['inference types that are no list', { inferenceTypesSupported: 'ON_DEMAND' }],
    ['inference types that are no texts', { inferenceTypesSupported: [7, null, 'ON_DEMAND'] }],
  ])('has all models: %s', async (_, change) => {
    const models = await modelsOf([LITE, { ...MICRO, ...change }]);

    expect(models.map(({ modelId }) => modelId)).toEqual([LITE.modelId, MICRO.modelId]);
    for (const { status, endOfLife, inferenceTypes } of models) {
      expect([undefined, 'LEGACY']).toContain(status);
      expect(endOfLife).toBeUndefined();
      expect(inferenceTypes.every((type) => type === 'ON_DEMAND')).toBe(true);
    }
  });

  it.each([null, 'a model', { modelId: 7 }])('has the others where it is none: %j', async (odd) => {
    const models = await modelsOf([odd, LITE]);

    expect(models.map(({ modelId }) => modelId)).toEqual([LITE.modelId]);
  });

  it.each([{}, 'models', undefined])('is unclear where the list is none: %j', async (list) => {
    await expect(modelsOf(list)).rejects.toMatchObject({ code: 'JOB_REQUEST', isRetryable: true });
  });
});
