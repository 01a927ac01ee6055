import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobCommandOutput,
} from '@aws-sdk/client-bedrock';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/index.ts';

export const TITAN = 'amazon.titan-embed-text-v2:0';
export const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

/** A line of an output, parsed. */
export interface OutputLine {
  readonly recordId: string;
  readonly modelInput: Record<string, unknown>;
  readonly modelOutput?: Record<string, unknown>;
  readonly error?: { readonly errorCode: number; readonly errorMessage: string };
}

/** An emulator with a bucket `data`, the clients to it, and what most tests do with them. */
export interface Workbench {
  /** Also done when the test is over. */
  close(): Promise<void>;
  readonly emulator: Emulator;
  readonly bedrock: BedrockClient;
  readonly s3: S3Client;
  put(key: string, body: string): Promise<void>;
  create(changes?: Partial<CreateModelInvocationJobCommandInput>): Promise<string>;
  get(jobArn: string): Promise<GetModelInvocationJobCommandOutput>;
  keys(prefix: string): Promise<string[]>;
  text(key: string): Promise<string>;
  outputs(jobArn: string, path: string): Promise<OutputLine[]>;
  manifest(jobArn: string): Promise<Record<string, number>>;
}

/** Starts an emulator whose clock stands still and whose jobs may be small. */
export async function setUp(options: EmulatorOptions = {}): Promise<Workbench> {
  const emulator = await createEmulator({
    timeScale: 0,
    seed: 1,
    ...options,
    quotas: { minRecordsPerJob: 1, ...options.quotas },
  });
  const s3 = new S3Client({ ...emulator.clientConfig, maxAttempts: 1 });
  const bedrock = new BedrockClient({ ...emulator.clientConfig, maxAttempts: 1 });
  await emulator.createBucket('data');

  async function close(): Promise<void> {
    s3.destroy();
    bedrock.destroy();
    await emulator.close();
  }
  onTestFinished(close);

  async function text(key: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'data', Key: key }));
    return (await Body?.transformToString()) ?? '';
  }

  return {
    emulator,
    bedrock,
    s3,
    text,
    async put(key, body) {
      await s3.send(new PutObjectCommand({ Bucket: 'data', Key: key, Body: body }));
    },
    async create(changes = {}) {
      const { jobArn } = await bedrock.send(new CreateModelInvocationJobCommand(request(changes)));
      return jobArn ?? '';
    },
    get: (jobArn) => bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn })),
    async keys(prefix) {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: 'data', Prefix: prefix }));
      return (page.Contents ?? []).map(({ Key }) => Key ?? '');
    },
    async outputs(jobArn, path) {
      const lines = (await text(`out/${jobArn.slice(-12)}/${path}.out`)).split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as OutputLine);
    },
    async manifest(jobArn) {
      return JSON.parse(await text(`out/${jobArn.slice(-12)}/manifest.json.out`));
    },
    close,
  };
}

/** A request that is right, for the records below `s3://data/in/`. */
export function request(
  changes: Partial<CreateModelInvocationJobCommandInput> = {},
): CreateModelInvocationJobCommandInput {
  return {
    jobName: 'first',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    modelId: TITAN,
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://data/in/' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/out/' } },
    ...changes,
  };
}

/** Lines of Titan records with the ids `r1` to `r<count>`. */
export function titanLines(count: number, from = 1): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      recordId: `r${from + index}`,
      modelInput: { inputText: `text ${from + index}`, dimensions: 256 },
    }),
  )
    .map((line) => `${line}\n`)
    .join('');
}

/** One line with a model input given as text. */
export function line(recordId: string, modelInput: string): string {
  return `{"recordId":"${recordId}","modelInput":${modelInput}}\n`;
}

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
