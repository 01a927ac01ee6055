import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { type FaultProxy, type SeenRequest, startFaultProxy } from '../support/fault-proxy.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const ROWS = 9000;
/** Shards of more than one part of an upload. */
const TEXT = 'a ""text"" '.repeat(300);
const BUILD = [
  ...['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{t}} {{id}}', '--id', '{{id}}'],
  ...['--quota', 'records-per-job=3000', '--quota', 'records-per-file=3000'],
];
/** Moments at which a process is killed, in parts of what a whole one takes. */
const MOMENTS = [0.5, 0.75, 0.9];

/** A request at which a process is killed. */
interface Moment {
  readonly is: (request: SeenRequest) => boolean;
  /** Which of them, from 1 on. */
  readonly at?: number;
  /** Whether the server has acted on it. */
  readonly isDone: boolean;
}

const named = (name: string) => (request: SeenRequest) => request.operation === name;
const isCopy = ({ headers }: SeenRequest) => headers['x-amz-copy-source'] !== undefined;
const isPointer = ({ method, path }: SeenRequest) =>
  method === 'PUT' && /\/partitions\/0000\d-[0-9a-f]{12}\.json$/.test(path);
const isManifest = ({ method, path }: SeenRequest) =>
  method === 'PUT' && path === '/killed/many/manifest.json';

const OF_PARTITION: readonly Moment[] = [
  { is: named('UploadPart'), at: 2, isDone: true },
  { is: named('CompleteMultipartUpload'), isDone: true },
  { is: isPointer, isDone: false },
];
const BEFORE_MANIFEST: readonly Moment[] = [
  { is: isCopy, at: 2, isDone: true },
  { is: isManifest, isDone: false },
];
const BEHIND_MANIFEST: readonly Moment[] = [
  { is: isManifest, isDone: true },
  { is: named('DeleteObject'), at: 3, isDone: true },
];

type Environment = Readonly<Record<string, string>>;

/** Starts a command; nothing of it is read. */
function start(argv: readonly string[], env: Environment = {}) {
  const options = { stdio: 'ignore', env: { ...process.env, ...env } } as const;
  return spawn(process.execPath, [BIN, ...argv, '--quiet'], options);
}

async function done(argv: readonly string[], env: Environment = {}): Promise<void> {
  expect(await once(start(argv, env), 'close')).toEqual([0, null]);
}

/** What stands in a folder, by path. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((path) => readFile(path, 'latin1')));
  return Object.fromEntries(
    files.map((path, at) => [path.slice(folder.length + 1), texts[at] ?? '']),
  );
}

describe('partitions whose processes are killed', () => {
  const folder = useTemporaryFolder();

  /** Writes the source and builds it on one machine. */
  async function whole(): Promise<Readonly<Record<string, string>>> {
    const rows = Array.from({ length: ROWS }, (_, at) => `${at},"${TEXT}"\n`);
    await writeFile(join(folder.path, 'rows.csv'), `id,t\n${rows.join('')}`);
    const out = join(folder.path, 'one');
    await done(['build', join(folder.path, 'rows.csv'), '--out', out, ...BUILD]);
    return contentOf(out);
  }

  const plan = (out: string, env?: Environment) =>
    done(['plan', join(folder.path, 'rows.csv'), '--partitions', '3', '--out', out, ...BUILD], env);

  it('make the very dataset in a folder, whenever that was', async () => {
    const expected = await whole();
    const out = join(folder.path, 'many');
    await plan(out);
    const started = performance.now();
    await done(['partition', out, '--index', '2']);
    const milliseconds = performance.now() - started;

    const killed = async (argv: readonly string[], moment: number) => {
      const child = start(argv);
      const timer = setTimeout(() => child.kill('SIGKILL'), moment * milliseconds);
      await once(child, 'close');
      clearTimeout(timer);
    };
    for (const moment of MOMENTS) await killed(['partition', out, '--index', '0'], moment);
    for (const index of ['0', '1']) await done(['partition', out, '--index', index]);
    for (const moment of MOMENTS) await killed(['seal', out], moment);
    await done(['seal', out]);

    const made = await contentOf(out);
    expect(Object.keys(made).sort()).toEqual(Object.keys(expected).sort());
    for (const [path, content] of Object.entries(made))
      expect(content === expected[path]).toBe(true);
  });

  describe('in S3', () => {
    let emulator: Emulator;
    let proxy: FaultProxy;
    let s3: S3Client;
    let env: Environment;

    beforeAll(async () => {
      emulator = await createEmulator();
      proxy = await startFaultProxy(emulator.endpoint);
      s3 = clientFor({ ...emulator, ...emulator.credentials });
      env = {
        AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
        AWS_REGION: emulator.region,
        AWS_ENDPOINT_URL: proxy.endpoint,
      };
    });

    afterAll(async () => {
      s3.destroy();
      await proxy.stop();
      await emulator.close();
    });

    /** Starts a command and kills it at a request: before the server has it, or once the server has acted on it. */
    async function killedAt(
      { is, at = 1, isDone }: Moment,
      argv: readonly string[],
    ): Promise<void> {
      const child = start(argv, env);
      let count = 0;
      let isOver = false;
      proxy.inject((request) => {
        if (isOver) return 'cut-request';
        count += is(request) ? 1 : 0;
        if (count < at || !is(request)) return undefined;
        if (isDone) return { acted: () => child.kill('SIGKILL') };
        isOver = true;
        child.kill('SIGKILL');
        return 'cut-request';
      });
      expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
      proxy.inject(() => undefined);
    }

    async function statusOf(out: string): Promise<unknown> {
      const argv = [BIN, 'plan', '--status', '--out', out, '--json'];
      const child = spawn(process.execPath, argv, { env: { ...process.env, ...env } });
      return JSON.parse(await text(child.stdout));
    }

    it('make the very dataset below a prefix, at whichever request that was', async () => {
      const expected = await whole();
      const bucket = await TestBucket.create(s3, 'killed');
      const out = 's3://killed/many';
      await plan(out, env);
      for (const index of ['1', '2']) await done(['partition', out, '--index', index], env);
      for (const moment of OF_PARTITION) {
        await killedAt(moment, ['partition', out, '--index', '0']);
        expect(await statusOf(out)).toMatchObject({ built: 2, missing: [0] });
      }
      await killedAt({ is: isPointer, isDone: true }, ['partition', out, '--index', '0']);
      expect(await statusOf(out)).toMatchObject({ built: 3, missing: [] });
      for (const moment of BEFORE_MANIFEST) {
        await killedAt(moment, ['seal', out]);
        const keys = await bucket.keys();
        expect(keys).not.toContain('many/manifest.json');
        expect(keys.filter((key) => /^many\/partitions\/0000\d-/.test(key))).toHaveLength(3);
      }
      for (const moment of BEHIND_MANIFEST) {
        await killedAt(moment, ['seal', out]);
        expect(await statusOf(out)).toMatchObject({ sealed: true });
      }
      await done(['seal', out], env);

      const keys = await bucket.keys();
      expect(keys.map((key) => key.slice('many/'.length))).toEqual(Object.keys(expected).sort());
      for (const key of keys) {
        const content = Buffer.from(expected[key.slice('many/'.length)] ?? '', 'latin1');
        expect(await bucket.has(key, content)).toBe(true);
      }
      expect(await bucket.unfinished()).toEqual([]);
    });
  });
});
