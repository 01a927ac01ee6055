import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginRun, type JobRequest, openRun } from '../../../src/dataset/index.ts';
import { datasetOf, MODEL, ROLE } from '../../jobs/fixture.ts';

const FOLDER = 'jobs/0000';
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa';
const REQUEST: JobRequest = {
  jobName: 'texts-0000-1',
  roleArn: ROLE,
  clientRequestToken: 'token',
  modelId: MODEL,
  modelInvocationType: 'InvokeModel',
  inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://bucket/in/', s3InputFormat: 'JSONL' } },
  outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket/out/' } },
};

async function newRun() {
  const dataset = await datasetOf(1);
  const { folder } = dataset;
  const run = await beginRun(dataset, {
    run: 'main',
    target: { region: 'us-east-1', account: '123456789012', endpoint: 'aws' },
    inputUri: 's3://bucket/in/',
    outputUri: 's3://bucket/out/',
  });
  return { folder, run, path: join(folder, 'runs/main/run.json') };
}

describe('Run', () => {
  it('refuses to write an attempt down over what another process saved', async () => {
    const { folder, run } = await newRun();
    const other = await openRun(folder);
    await other.addAttempt(FOLDER, { attempt: 1, request: REQUEST });

    await expect(run.addAttempt(FOLDER, { attempt: 1, request: REQUEST })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
    });
  });

  it('keeps what was learnt beside what another process saved', async () => {
    const { folder, run } = await newRun();
    await run.addAttempt(FOLDER, { attempt: 1, request: REQUEST });
    const other = await openRun(folder);
    await other.addAttempt(FOLDER, { attempt: 2, request: REQUEST });

    await run.keepJob({ folder: FOLDER, attempt: 1 }, ARN);

    expect((await openRun(folder)).state.jobs[0]?.attempts).toEqual([
      { attempt: 1, request: REQUEST, jobArn: ARN },
      { attempt: 2, request: REQUEST },
    ]);
  });

  it('adds no attempt twice, also where it has learnt of the first one only meanwhile', async () => {
    const { folder, run } = await newRun();
    const other = await openRun(folder);
    await other.addAttempt(FOLDER, { attempt: 1, request: REQUEST });
    await run.update((state) => ({ ...state }), { mayRepeat: true });

    await expect(run.addAttempt(FOLDER, { attempt: 1, request: REQUEST })).rejects.toMatchObject({
      code: 'RUN_STATE',
    });
    expect(run.state.jobs[0]?.attempts).toHaveLength(1);
  });

  it('gives up where every try meets a newer state', async () => {
    const { folder, run } = await newRun();
    let tries = 0;
    const store = { ...run.dataset.store };
    const racing = await openRun({
      ...run.dataset,
      store: {
        ...store,
        save: async (name, text, ifMatch) => {
          tries += 1;
          const other = await openRun(folder);
          await other.update((state) => ({ ...state, inputUri: `s3://bucket/${tries}/` }));
          return store.save(name, text, ifMatch);
        },
      },
    });

    const updating = racing.update((state) => ({ ...state }), { mayRepeat: true });

    await expect(updating).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(tries).toBe(11);
  });

  it('does not overwrite the ARN of an attempt', async () => {
    const { run } = await newRun();
    await run.addAttempt(FOLDER, { attempt: 1, request: REQUEST });
    await run.keepJob({ folder: FOLDER, attempt: 1 }, ARN);

    await expect(
      run.keepJob({ folder: FOLDER, attempt: 1 }, `${ARN.slice(0, -1)}b`),
    ).rejects.toMatchObject({ code: 'RUN_STATE' });
  });
});

describe('openRun()', () => {
  it.each(['../../elsewhere', 'other'])('refuses a state that says it is %s', async (name) => {
    const { folder, path } = await newRun();
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"run": "main"', `"run": "${name}"`));

    await expect(openRun(folder)).rejects.toMatchObject({ code: 'RUN_STATE' });
  });
});
