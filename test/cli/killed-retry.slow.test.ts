import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRun, type Run } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import type { Outcome } from '../../src/results/index.ts';
import { retryRun, runDataset } from '../../src/run/index.ts';
import { type FaultProxy, type SeenRequest, startFaultProxy } from '../support/fault-proxy.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const RECORDS = 6;
const TARGET = {
  to: 's3://data/in/',
  roleArn: 'arn:aws:iam::123456789012:role/Batch',
  quotas: { minRecordsPerJob: 1 },
};

/** A request at which the command is killed, before the server has it or once it has acted. */
interface Kill {
  readonly isIt: (request: SeenRequest) => boolean;
  readonly when: 'before' | 'after';
}

const JOBS = '/model-invocation-job';

/** What is under way when the command is killed, by the first request of it. */
const REQUESTS: Readonly<Record<string, Kill['isIt']>> = {
  'outcomes of the run are read': ({ path }) => path.endsWith('.jsonl.out'),
  'a shard is uploaded': ({ operation, path }) =>
    operation === 'PutObject' && path.endsWith('.jsonl'),
  'the manifest is uploaded': ({ operation, path }) =>
    operation === 'PutObject' && path.endsWith('manifest.json'),
  'a job is asked for': ({ operation, path }) => path === JOBS && operation !== 'ListObjects',
  'a job is looked at': ({ path }) => path.startsWith(`${JOBS}/`),
  'outcomes of a round are read': ({ path }) =>
    path.endsWith('.jsonl.out') && path.includes('-retry-1'),
  'a second round is uploaded': ({ operation, path }) =>
    operation === 'PutObject' && path.includes('-retry-2'),
};

/** Ids end in the number of their record: how often it fails is that of the remainder by 3, so some need a second round. */
const failuresOf = (recordId: string): number => Number(recordId.at(-1)) % 3;

describe('a retry that is killed', () => {
  const asked = new Map<string, number>();
  let emulator: Emulator;
  let proxy: FaultProxy;
  let s3: S3Client;
  let bedrock: BedrockClient;
  let folder: string;
  let cases = 0;

  beforeAll(async () => {
    emulator = await createEmulator({
      timeScale: 50,
      quotas: { minRecordsPerJob: 1 },
      answer: ({ recordId }) => {
        const times = (asked.get(recordId) ?? 0) + 1;
        asked.set(recordId, times);
        if (times <= failuresOf(recordId))
          return { error: { errorCode: 503, errorMessage: 'busy' } };
        return { embedding: [times], inputTextTokenCount: 1 };
      },
    });
    await emulator.createBucket('data');
    proxy = await startFaultProxy(emulator.endpoint);
    const config = { ...emulator.clientConfig, endpoint: proxy.endpoint };
    s3 = new S3Client(config);
    bedrock = new BedrockClient(config);
    folder = await mkdtemp(join(tmpdir(), 'killed-retry-'));
  });

  afterAll(async () => {
    s3.destroy();
    bedrock.destroy();
    await proxy.stop();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A run of records of its own, some of which failed. */
  async function freshRun(): Promise<Run> {
    cases += 1;
    const rows = Array.from({ length: RECORDS }, (_, index) => ({ id: `c${cases}-${index}` }));
    const { run } = await runDataset(rows, {
      ...TARGET,
      ...{ s3, bedrock },
      model: 'amazon.titan-embed-text-v2:0',
      prompt: 'text {{id}}',
      id: '{{id}}',
      out: join(folder, `out-${cases}`),
      pollSeconds: { first: 0.02, most: 0.1 },
    });
    return run;
  }

  /** Starts the command, kills it at the first request of a kind, and says what it ended by. */
  async function killed(run: Run, { isIt, when }: Kill): Promise<unknown> {
    const { accessKeyId, secretAccessKey } = emulator.credentials;
    const child = spawn(
      process.execPath,
      [
        ...[BIN, 'retry', run.dataset.folder, '--to', TARGET.to, '--role-arn', TARGET.roleArn],
        ...['--quota', 'min-records-per-job=1', '--poll-seconds', '1', '--quiet'],
      ],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_REGION: emulator.region,
          AWS_ENDPOINT_URL: proxy.endpoint,
        },
      },
    );
    const closed = once(child, 'close');
    let isOver = false;
    proxy.inject((request) => {
      if (isOver) return 'cut-request';
      if (!isIt(request)) return undefined;
      isOver = true;
      if (when === 'after') return { acted: () => child.kill('SIGKILL') };
      child.kill('SIGKILL');
      return 'cut-request';
    });
    const [, signal] = (await closed) as [unknown, unknown];
    proxy.inject(() => undefined);
    return signal;
  }

  async function expectMerged(run: Run): Promise<void> {
    const again = await openRun(run.dataset.folder);
    const jobsBefore = emulator.jobs().length;
    const report = await retryRun(again, {
      ...TARGET,
      ...{ s3, bedrock },
      pollSeconds: { first: 0.02, most: 0.1 },
    });
    const text = await readFile(report.outcomes[0] ?? '', 'utf8');
    const outcomes = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Outcome);
    expect(outcomes).toHaveLength(RECORDS);
    const ids = new Set(outcomes.map(({ recordId }) => recordId));
    expect(ids.size).toBe(RECORDS);
    for (const { recordId, status, attempts } of outcomes) {
      const times = 1 + failuresOf(recordId);
      expect([recordId, status, attempts, asked.get(recordId)]).toEqual([
        ...[recordId, 'succeeded', times, times],
      ]);
    }
    expect(report.rounds.map(({ isDone }) => isDone)).toEqual([true, true]);
    // nothing is left lying about, and nothing is done again
    const left = await readdir(join(run.dataset.folder, 'runs/main'), { recursive: true });
    expect(left.filter((name) => name.includes('.bedrock-batch'))).toEqual([]);
    const jobs = emulator.jobs().length;
    await retryRun(again, { ...TARGET, s3, bedrock });
    expect(emulator.jobs()).toHaveLength(jobs);
    expect(jobs - jobsBefore).toBeLessThanOrEqual(2);
  }

  it.each(
    Object.entries(REQUESTS).flatMap(([what, isIt]) => [
      [what, 'before', isIt] as const,
      [what, 'after', isIt] as const,
    ]),
  )(
    'while %s, %s the server acted, asks no record once more than it has to',
    async (_, when, isIt) => {
      const run = await freshRun();

      expect(await killed(run, { isIt, when })).toBe('SIGKILL');

      await expectMerged(run);
    },
  );
});
