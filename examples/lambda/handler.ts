/**
 * A Lambda function: a CSV file that arrives in S3 becomes a dataset and a batch inference job.
 *
 *     npx esbuild examples/lambda/handler.ts --bundle --platform=node --format=cjs --target=node20 --outfile=lambda/index.js
 *
 * The handler is `index.handler`. It needs ROLE_ARN (of the batch jobs) and DATASETS (an S3 URI such as
 * s3://my-bucket/batch/), rights for both and for the source, and as much ephemeral storage as the dataset. Only the
 * temporary folder is written to. Another event for the same object submits nothing a second time.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildDataset, csv, submitJobs, uploadDataset } from 'bedrock-batch';

/** What the function takes: where the CSV file is. */
export interface CsvArrived {
  readonly bucket: string;
  readonly key: string;
}

/** What the function gives: where the dataset is, and its jobs. */
export interface Submitted {
  readonly uri: string;
  readonly records: number;
  readonly jobs: readonly (string | undefined)[];
}

const s3 = new S3Client({});

/** Builds, uploads and submits; the jobs go on when the function has ended. */
export async function handler({ bucket, key }: CsvArrived): Promise<Submitted> {
  const out = join(tmpdir(), 'dataset');
  await rm(out, { recursive: true, force: true });
  const dataset = await buildDataset(csv(await open({ bucket, key }), { name: key }), {
    model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    prompt: 'Answer with one word, the topic of this ticket:\n{{text}}',
    id: '{{id}}',
    maxTokens: 16,
    out,
  });
  const upload = await uploadDataset(dataset, { s3, to: setting('DATASETS') });
  const run = await submitJobs(upload, { roleArn: setting('ROLE_ARN') });
  const jobs = run.state.jobs.map(({ attempts }) => attempts.at(-1)?.jobArn);
  return { uri: upload.uri, records: dataset.manifest.records, jobs };
}

/** Opens an object as a stream of bytes: it is read while the dataset is written. */
async function open({ bucket, key }: CsvArrived): Promise<AsyncIterable<Uint8Array>> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (Body === undefined) throw new Error(`s3://${bucket}/${key} has no body`);
  return Body as AsyncIterable<Uint8Array>;
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The environment variable ${name} is not set`);
  return value;
}
