import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import { type BuildOptions, buildDataset, type RowsFrom } from '../../src/builders/index.ts';
import { type Dataset, openRun, type Run } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { submitJobs, waitForRun } from '../../src/jobs/index.ts';
import { titan } from '../../src/models/index.ts';
import { uploadDataset } from '../../src/upload/index.ts';

/** A row of the datasets below. */
export interface TextRow {
  readonly text: string;
}

/** Rows `text 1`, `text 2`, and so on. */
export const textRows = (count: number): TextRow[] =>
  Array.from({ length: count }, (_, index) => ({ text: `text ${index + 1}` }));

/** An emulator with a bucket, clients, and a folder for datasets. */
export class Workshop implements AsyncDisposable {
  readonly emulator: Emulator;
  readonly s3: S3Client;
  readonly bedrock: BedrockClient;
  readonly folder: string;

  private constructor(emulator: Emulator, folder: string) {
    this.emulator = emulator;
    this.folder = folder;
    this.s3 = new S3Client({ ...emulator.clientConfig, maxAttempts: 1 });
    this.bedrock = new BedrockClient({ ...emulator.clientConfig, maxAttempts: 1 });
  }

  static async open(options: EmulatorOptions = {}): Promise<Workshop> {
    const emulator = await createEmulator({
      timeScale: 0,
      seed: 7,
      quotas: { minRecordsPerJob: 1 },
      ...options,
    });
    await emulator.createBucket('data');
    return new Workshop(emulator, await mkdtemp(join(tmpdir(), 'workshop-')));
  }

  /** Builds rows into a dataset, uploads and submits it; the clock stands still. */
  async submit(
    rows: RowsFrom<TextRow>,
    options: Partial<BuildOptions<TextRow>> = {},
  ): Promise<Run> {
    const dataset = await buildDataset(rows, {
      model: 'amazon.titan-embed-text-v2:0',
      record: (row) => ({ modelInput: titan.embed({ inputText: row.text, dimensions: 256 }) }),
      out: join(this.folder, 'out'),
      quotas: { minRecordsPerJob: 1 },
      ...options,
    });
    return this.submitDataset(dataset);
  }

  /** Uploads and submits a dataset. */
  async submitDataset(dataset: Dataset): Promise<Run> {
    const upload = await uploadDataset(dataset, { to: 's3://data/in/', s3: this.s3 });
    return submitJobs(upload, {
      bedrock: this.bedrock,
      roleArn: `arn:aws:iam::${this.emulator.account}:role/Batch`,
      endpointName: 'local',
    });
  }

  /** Turns the clock until the jobs have ended and looks at them. */
  async finish(run: Run, milliseconds = 3_600_000): Promise<Run> {
    await this.emulator.advance(milliseconds);
    await waitForRun(run, { bedrock: this.bedrock });
    return openRun(run.dataset.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.s3.destroy();
    this.bedrock.destroy();
    await this.emulator.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
