import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BuildOptions, buildDataset, parseSetting } from '../../../src/builders/index.ts';
import type { Report } from '../../../src/core/index.ts';
import { planSubmission, submitJobs } from '../../../src/jobs/index.ts';
import { type TextRow, textRows, Workshop } from '../../support/emulated-run.ts';
import { INPUT_URI, ROLE } from '../fixture.ts';

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const OPUS = 'us.anthropic.claude-opus-5';
const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';
const TEMPERATURE = [parseSetting('temperature=0.5')];

/** A dataset for Claude Haiku 4.5 and what it is submitted with; no record has an error for that model. */
async function built(options: Partial<BuildOptions<TextRow>> = {}) {
  const shop = await Workshop.open();
  onTestFinished(() => shop[Symbol.asyncDispose]());
  const dataset = await buildDataset(textRows(20), {
    model: HAIKU,
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    quotas: { minRecordsPerJob: 10 },
    ...options,
  });
  const reports: Report[] = [];
  const submitting = {
    bedrock: shop.bedrock,
    roleArn: ROLE,
    onReport: (report: Report) => void reports.push(report),
  };
  return { shop, upload: { dataset, uri: INPUT_URI }, submitting, reports };
}

const REFUSED = {
  code: 'DATASET_INVALID',
  report: { errors: 20, counts: [{ code: 'MODEL_INPUT_FORBIDDEN_KEY', count: 20 }] },
};

describe.each([
  ['submitJobs()', submitJobs],
  ['planSubmission()', planSubmission],
] as const)('%s for another model than the dataset was built for', (_, submit) => {
  it('refuses records that the other model would refuse, before anything is sent', async () => {
    const { shop, upload, submitting } = await built({ set: TEMPERATURE });

    await expect(submit(upload, { ...submitting, model: OPUS })).rejects.toMatchObject(REFUSED);

    expect(shop.emulator.jobs()).toEqual([]);
    expect(await upload.dataset.store.load('runs/main/run.json')).toBeUndefined();
  });

  it('refuses them for another base model too', async () => {
    const { upload, submitting } = await built({
      model: PROFILE,
      baseModel: HAIKU,
      set: TEMPERATURE,
    });

    await expect(submit(upload, { ...submitting, baseModel: OPUS })).rejects.toMatchObject(REFUSED);
  });

  it('refuses records of which nobody knew what they are for', async () => {
    const { upload, submitting } = await built({
      model: PROFILE,
      allowUnchecked: true,
      prompt: undefined,
      record: ({ text }) => ({ modelInput: { inputText: text } }),
    });

    await expect(submit(upload, { ...submitting, baseModel: OPUS })).rejects.toMatchObject({
      code: 'DATASET_INVALID',
    });
  });

  it('takes records that are right for both, and hands on what was found', async () => {
    const { upload, submitting, reports } = await built();

    await submit(upload, { ...submitting, model: OPUS });

    expect(reports).toMatchObject([{ valid: true, records: 20 }]);
  });

  it('takes other severities', async () => {
    const { upload, submitting } = await built({ set: TEMPERATURE });
    const severities = { MODEL_INPUT_FORBIDDEN_KEY: 'warning' } as const;

    await submit(upload, { ...submitting, model: OPUS, severities });
  });

  it.each([
    ['as it was built for', {}],
    ['by its ARN', { model: `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${HAIKU}` }],
    ['by another profile', { model: HAIKU.replace('us.', 'global.') }],
    ['by an opaque profile', { model: PROFILE, baseModel: HAIKU }],
    ['by its base model', { baseModel: HAIKU }],
  ])('reads nothing again for the same model %s', async (_way, asked) => {
    const { upload, submitting, reports } = await built();
    await rm(join(upload.dataset.folder, 'jobs'), { recursive: true });

    await submit(upload, { ...submitting, ...asked });

    expect(reports).toEqual([]);
  });

  it('reads nothing again for jobs that are there already', async () => {
    const { upload, submitting } = await built();
    await submitJobs(upload, { ...submitting, model: OPUS });
    await rm(join(upload.dataset.folder, 'jobs'), { recursive: true });

    await submit(upload, { ...submitting, model: OPUS });
  });
});

describe('planSubmission() for another model', () => {
  it('counts the quotas of the other model', async () => {
    const model = 'amazon.nova-lite-v1:0';
    const { upload, submitting, reports } = await built({
      model,
      quotas: { minRecordsPerJob: 5, recordsPerJob: 5 },
    });
    const custom = `arn:aws:bedrock:us-east-1:123456789012:custom-model/${model}/abcdefghij12`;

    await planSubmission(upload, { ...submitting, model: custom });

    expect(reports).toMatchObject([
      { valid: true, counts: [{ code: 'QUOTA_CONCURRENT_JOBS', count: 1 }] },
    ]);
  });
});
