import { ListFoundationModelsCommand } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { CLAUDE, setUp, type Workbench } from '../workbench.ts';

const OPUS_4_1 = 'anthropic.claude-opus-4-1-20250805-v1:0';
const GONE = 'anthropic.claude-3-haiku-20240307-v1:0';

async function list(bench: Workbench, input = {}) {
  const { modelSummaries = [] } = await bench.bedrock.send(new ListFoundationModelsCommand(input));
  return modelSummaries;
}

describe('ListFoundationModels', () => {
  it('lists the models that are served on the day, with their lifecycle and inference types', async () => {
    const models = await list(await setUp({ asOf: '2026-11-28' }));
    const ids = models.map(({ modelId }) => modelId);

    expect(ids).toContain('amazon.nova-lite-v1:0');
    expect(ids).not.toContain(GONE);
    expect(models.find(({ modelId }) => modelId === OPUS_4_1)).toEqual({
      modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${OPUS_4_1}`,
      modelId: OPUS_4_1,
      providerName: 'Anthropic',
      inferenceTypesSupported: ['ON_DEMAND'],
      modelLifecycle: { status: 'LEGACY', endOfLifeTime: new Date('2027-01-08') },
    });
    expect(models.find(({ modelId }) => modelId === 'amazon.nova-2-lite-v1:0')).toMatchObject({
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
      modelLifecycle: { status: 'ACTIVE' },
    });
  });

  it('lists a model up to its last day, by the clock of the jobs where no day is given', async () => {
    const onLastDay = await list(await setUp({ asOf: new Date('2026-09-10T23:59:00Z') }));
    const bench = await setUp();
    const idsBefore = (await list(bench)).map(({ modelId }) => modelId);
    await bench.emulator.advance(100 * 365 * 86_400_000);
    const idsAfter = (await list(bench)).map(({ modelId }) => modelId);

    expect(onLastDay.map(({ modelId }) => modelId)).toContain(GONE);
    expect(idsBefore).toContain('amazon.nova-lite-v1:0');
    expect(idsAfter).not.toContain(OPUS_4_1);
  });

  it('filters by provider and inference type, and checks what it is asked for', async () => {
    const bench = await setUp({ asOf: '2026-11-28' });
    const amazon = await list(bench, { byProvider: 'Amazon', byInferenceType: 'ON_DEMAND' });

    expect(amazon.length).toBeGreaterThan(2);
    for (const { modelId } of amazon) expect(modelId).toMatch(/^amazon\./);
    await expect(list(bench, { byInferenceType: 'BATCH' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('byInferenceType'),
    });
  });

  it('shows what the option makes of the list', async () => {
    const bench = await setUp({
      foundationModels: (known) => known.filter(({ modelId }) => modelId === 'zai.glm-4.7'),
    });

    expect((await list(bench)).map(({ modelId }) => modelId)).toEqual(['zai.glm-4.7']);
  });
});

describe('refuseEnded', () => {
  it('refuses a job of a model that has ended, and of no other', async () => {
    const bench = await setUp({ refuseEnded: true, asOf: '2026-09-11' });
    await bench.put('in/a.jsonl', '{"recordId":"1","modelInput":{"inputText":"Hi"}}\n');

    await expect(bench.create({ modelId: GONE, jobName: 'gone' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: `[emulator] The model "${GONE}" reached the end of its life on 2026-09-10`,
    });
    await expect(bench.create({ modelId: CLAUDE, jobName: 'there' })).resolves.toMatch(/^arn:/);
  });

  it.each([
    ['on the last day', { refuseEnded: true, asOf: '2026-09-10' }],
    ['unless it is asked to', { asOf: '2026-09-11' }],
  ])('refuses none %s', async (_, options) => {
    const bench = await setUp(options);
    await bench.put('in/a.jsonl', '{"recordId":"1","modelInput":{"inputText":"Hi"}}\n');

    await expect(bench.create({ modelId: GONE })).resolves.toMatch(/^arn:/);
  });
});
