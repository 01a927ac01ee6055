import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JobAttempt, jobFolder, type RunState, shardPath } from '../../src/dataset/index.ts';
import { datasetOf, INPUT_URI, MODEL, ROLE } from '../jobs/fixture.ts';

export const OUTPUT_URI = 's3://bucket/texts-0123456789ab-output/';
export const JOB_ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa';

/** An attempt whose job completed. */
export const endedAttempt = (change: Partial<JobAttempt> = {}): JobAttempt => ({
  attempt: 1,
  request: {
    jobName: 'texts-0000-1',
    roleArn: ROLE,
    clientRequestToken: 'token',
    modelId: MODEL,
    modelInvocationType: 'InvokeModel',
    inputDataConfig: {
      s3InputDataConfig: { s3Uri: `${INPUT_URI}jobs/0000/`, s3InputFormat: 'JSONL' },
    },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: OUTPUT_URI } },
  },
  jobArn: JOB_ARN,
  seen: { status: 'Completed' },
  ...change,
});

/** A run of one job as someone else may have left it. */
export const foreignState = (dataset: string, change: Partial<RunState> = {}): RunState => ({
  version: 1,
  run: 'main',
  dataset,
  target: { region: 'us-east-1', account: '123456789012', endpoint: 'aws' },
  inputUri: INPUT_URI,
  outputUri: OUTPUT_URI,
  jobs: [{ folder: jobFolder(0), attempts: [endedAttempt()] }],
  ...change,
});

/** Writes a dataset of one job with whatever is given as its `run.json`; gives its folder. */
export async function foreignRun(
  state: (dataset: string) => unknown,
  name = 'main',
): Promise<string> {
  const { folder, manifest } = await datasetOf(1);
  await mkdir(join(folder, 'jobs/0000'), { recursive: true });
  const line = '{"recordId":"0","modelInput":{"inputText":"text"}}\n';
  await writeFile(join(folder, shardPath(0, 0)), line);
  const path = join(folder, 'runs', name, 'run.json');
  await mkdir(dirname(path), { recursive: true });
  const made = state(manifest.digest);
  await writeFile(path, typeof made === 'string' ? made : JSON.stringify(made));
  return folder;
}
