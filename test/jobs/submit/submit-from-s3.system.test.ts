import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset, openRun } from '../../../src/dataset/index.ts';
import { type SubmitProgress, submitJobs, waitForRun } from '../../../src/jobs/index.ts';
import { uploadDataset } from '../../../src/upload/index.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { TestBucket } from '../../support/s3-test-server.ts';
import { type SampleDataset, sampleDataset } from '../../support/sample-dataset.ts';

let workshop: Workshop;
let bucket: TestBucket;

beforeAll(async () => {
  workshop = await Workshop.open();
  bucket = TestBucket.of(workshop.s3, 'data');
});

afterAll(() => workshop[Symbol.asyncDispose]());

/** Uploads a dataset of two jobs that is in no other test. */
async function uploaded(name: string): Promise<{ sample: SampleDataset; uri: string }> {
  const sample = await sampleDataset({ name, jobs: [[2_000], [3_000]] });
  const { uri } = await uploadDataset(sample.dataset, { to: 's3://data/in/', s3: workshop.s3 });
  return { sample, uri };
}

const options = () => ({
  bedrock: workshop.bedrock,
  s3: workshop.s3,
  roleArn: `arn:aws:iam::${workshop.emulator.account}:role/Batch`,
});

const jobsOf = (name: string) =>
  workshop.emulator.jobs().filter(({ jobName }) => jobName?.startsWith(`${name}-`));

describe('submitJobs() of a dataset in S3', () => {
  it('submits what an upload wrote, with nothing but its address, and any machine goes on', async () => {
    const { sample, uri } = await uploaded('alone');
    await sample.remove();
    const dataset = await openDataset(uri, { s3: workshop.s3 });

    const run = await submitJobs({ dataset, uri: dataset.folder }, options());

    expect(jobsOf('alone')).toHaveLength(2);
    const inputs = run.state.jobs.map(({ attempts }) => attempts[0]?.request.inputDataConfig);
    expect(inputs.map((input) => input?.s3InputDataConfig.s3Uri)).toEqual([
      `${uri}jobs/0000/`,
      `${uri}jobs/0001/`,
    ]);
    const elsewhere = await openRun(uri, { s3: workshop.s3 });
    expect(elsewhere.state).toEqual(run.state);
    await workshop.emulator.advance(3_600_000);
    await waitForRun(elsewhere, { bedrock: workshop.bedrock });
    const again = await openRun(uri, { s3: workshop.s3 });
    expect(again.state.jobs.map(({ attempts }) => attempts.at(-1)?.seen?.status)).toEqual([
      'Completed',
      'Completed',
    ]);
  });

  it('pays nothing twice where two submit at once', async () => {
    const { sample, uri } = await uploaded('twice');
    const submit = async () => {
      const dataset = await openDataset(uri, { s3: workshop.s3 });
      return submitJobs({ dataset, uri }, options());
    };

    const ends = await Promise.allSettled([submit(), submit(), submit()]);

    expect(jobsOf('twice')).toHaveLength(2);
    expect(ends.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'DATASET_BUSY' });
    await submit();
    expect(jobsOf('twice')).toHaveLength(2);
    await sample.remove();
  });

  it('pays nothing twice where a second one takes a lease that is still worked under', async () => {
    const { sample, uri } = await uploaded('stolen');
    const begin = async () => {
      const dataset = await openDataset(uri, { s3: workshop.s3 });
      // as if the other one had been silent for five minutes
      const keys = await bucket.keys();
      const signs = keys.filter((key) => /^in\/stolen-.*\/\.bedrock-batch-owner\//.test(key));
      for (const key of signs) await bucket.remove(key);
      return submitJobs({ dataset, uri }, options());
    };
    let second: Promise<unknown> | undefined;
    const dataset = await openDataset(uri, { s3: workshop.s3 });
    const onProgress = ({ step }: SubmitProgress) => {
      if (step === 'sending') second ??= begin().catch((error: unknown) => error);
    };

    const first = await submitJobs(
      { dataset, uri },
      { ...options(), onProgress, concurrency: 1 },
    ).catch((error: unknown) => error);
    await second;

    expect(second).toBeDefined();
    expect(first).toBeDefined();
    const jobs = jobsOf('stolen');
    expect(new Set(jobs.map(({ jobName }) => jobName)).size).toBe(jobs.length);
    await submitJobs({ dataset: await openDataset(uri, { s3: workshop.s3 }), uri }, options());
    expect(jobsOf('stolen')).toHaveLength(2);
    await sample.remove();
  });

  it('finds the jobs that the folder submitted', async () => {
    const { sample, uri } = await uploaded('folder');
    await submitJobs({ dataset: sample.dataset, uri }, options());
    const steps: string[] = [];

    await submitJobs(
      { dataset: await openDataset(uri, { s3: workshop.s3 }), uri },
      { ...options(), onProgress: ({ step }) => steps.push(step) },
    );

    expect(jobsOf('folder')).toHaveLength(2);
    expect(steps.filter((step) => step === 'submitted' || step === 'adopted')).toHaveLength(2);
    await sample.remove();
  });

  it('says that there is no dataset where an upload did not end', async () => {
    const { sample, uri } = await uploaded('cut');
    await bucket.remove(`${uri.slice('s3://data/'.length)}manifest.json`);

    await expect(openDataset(uri, { s3: workshop.s3 })).rejects.toMatchObject({
      code: 'DATASET_NOT_FOUND',
      message: expect.stringContaining(uri),
    });
    await sample.remove();
  });
});
