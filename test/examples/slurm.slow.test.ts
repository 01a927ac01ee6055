import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { HAS_SLURM, SlurmCluster } from '../support/slurm.ts';
import { EXAMPLES, emulatorEnvironment, ROOT, WorkFolder } from './run-program.ts';

const ROWS = 600;
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
const OUT = 's3://shared/films';
/** A node that died is missed within half a minute or so, and its task starts again somewhat later. */
const SECONDS = 200;
/** Slurm's daemons run tasks of other users, so they are for root alone. */
const NO_SLURM = HAS_SLURM && process.getuid?.() === 0 ? undefined : 'there is no Slurm for root';

const run = promisify(execFile);

describe('the scripts for Slurm', () => {
  it('has a cluster to run on', ({ skip }) => {
    if (NO_SLURM === undefined) return;
    if (process.env['CI'] === undefined) skip(NO_SLURM);
    throw new Error(NO_SLURM);
  });

  it.skipIf(NO_SLURM !== undefined)(
    'make every partition, job and outcome once, though two nodes die, and nothing new when they run again',
    { timeout: 4 * SECONDS * 1000 },
    async () => {
      using folder = new WorkFolder();
      mkdirSync(folder.in('cluster'));
      const cluster = await SlurmCluster.start(folder.in('cluster'), 3);
      const deaths = new Deaths(cluster);
      const emulator = await createEmulator({ faults: deaths.faults });
      try {
        await emulator.createBucket('shared');
        const workplace = new Workplace(folder, cluster, emulator);

        await workplace.start();
        await cluster.idle(SECONDS);
        const jobs = emulator.jobs().map(({ jobName }) => jobName);
        await workplace.start();
        await cluster.idle(SECONDS);

        expect(deaths.nodes).toEqual([expect.any(String), expect.any(String)]);
        expect(new Set(jobs).size).toBe(3);
        expect(emulator.jobs().map(({ jobName }) => jobName)).toEqual(jobs);
        expect(emulator.jobs().map(({ status }) => status)).toEqual(jobs.map(() => 'Completed'));
        expect((await collectedIds(emulator)).toSorted()).toEqual(
          Array.from({ length: ROWS }, (_, row) => `film-${row}`).toSorted(),
        );
      } finally {
        await emulator.close();
        await cluster.stop();
      }
    },
  );
});

/** Ends the node on which the first partition is put into S3, and the one that asks for the second job; each once. */
class Deaths {
  readonly nodes: string[] = [];
  readonly #cluster: SlurmCluster;

  constructor(cluster: SlurmCluster) {
    this.#cluster = cluster;
  }

  readonly faults = {
    s3: ({
      operation,
      key = '',
    }: {
      readonly operation: string;
      readonly key?: string | undefined;
    }) => {
      const isPart = operation === 'PutObject' || operation === 'UploadPart';
      if (isPart && key.includes('/partitions/0')) this.#end(0, 'bedrock-batch-partition');
      return undefined;
    },
    bedrock: ({ operation, count }: { readonly operation: string; readonly count: number }) => {
      if (operation === 'CreateModelInvocationJob' && count === 2)
        this.#end(1, 'bedrock-batch-jobs');
      return undefined;
    },
  };

  #end(number: number, task: string): void {
    if (this.nodes.length !== number) return;
    const node = this.#cluster.nodeOf(task);
    if (node === undefined) return;
    this.nodes.push(node);
    this.#cluster.killNode(node);
  }
}

/** What the scripts find: a source, the command, a cluster, and the emulator's S3 and jobs. */
class Workplace {
  readonly #folder: WorkFolder;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: WorkFolder, cluster: SlurmCluster, emulator: Emulator) {
    this.#folder = folder;
    const rows = Array.from({ length: ROWS }, (_, row) => `film-${row},Film ${row}`);
    writeFileSync(folder.in('films.csv'), `id,title\n${rows.join('\n')}\n`);
    mkdirSync(folder.in('bin'));
    const bin = path.join(ROOT, 'dist/cli/bin.js');
    const command = `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`;
    writeFileSync(folder.in('bin', 'bedrock-batch'), command, { mode: 0o755 });
    this.#env = {
      ...cluster.env,
      ...emulatorEnvironment(emulator),
      PATH: `${folder.in('bin')}:${process.env['PATH']}`,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      POLL_SECONDS: '1',
    };
  }

  /** Runs the script, which leaves tasks in the queue. */
  start(): Promise<string> {
    return this.#run(path.join(EXAMPLES, 'slurm', 'run.sh'), [
      ...[this.#folder.in('films.csv'), OUT, ROLE, '6'],
      ...['--model', 'amazon.nova-lite-v1:0', '--prompt', 'Which genre is {{title}}?'],
      ...['--id', '{{id}}', '--max-tokens', '20', '--quota', 'records-per-job=200'],
    ]);
  }

  async #run(program: string, args: readonly string[]): Promise<string> {
    const { stdout } = await run(program, args, { cwd: this.#folder.path, env: this.#env });
    return stdout;
  }
}

/** The ids of all outcomes that were collected. */
async function collectedIds(emulator: Emulator): Promise<readonly string[]> {
  const s3 = new S3Client({ ...emulator.clientConfig, forcePathStyle: true });
  try {
    const { hostname: Bucket, pathname } = new URL(OUT);
    const Prefix = `${pathname.slice(1)}/runs/main/collected/`;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const shares = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.jsonl'));
    const ids: string[] = [];
    for (const Key of shares) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const text = (await Body?.transformToString()) ?? '';
      for (const line of text.split('\n').filter((line) => line !== ''))
        ids.push((JSON.parse(line) as { readonly recordId: string }).recordId);
    }
    return ids;
  } finally {
    s3.destroy();
  }
}
