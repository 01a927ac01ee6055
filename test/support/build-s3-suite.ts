import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuildOptions, type BuiltDataset, buildDataset } from '../../src/builders/index.ts';
import { datasetHome } from '../../src/dataset/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const MEBIBYTE = 1024 ** 2;
const PART = 5 * MEBIBYTE;
/** What stays of who built: signs of life. */
const OWNER = '.bedrock-batch-owner/';
const small = { minRecordsPerJob: 4, recordsPerJob: 11, recordsPerFile: 4, jobBytes: 3000 };

interface Row {
  readonly text: string;
}

const rowsOf = (count: number, length: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ text: `${at} ${'x'.repeat(length)}` }));

/** What must hold of builds into S3, whatever the server. */
export function buildS3Suite(server: () => S3TestServer): void {
  const folder = useTemporaryFolder();
  let proxy: FaultProxy;
  let s3: S3Client;
  let direct: S3Client;
  let bucket: TestBucket;
  let count = 0;

  beforeEach(async () => {
    proxy = await startFaultProxy(server().endpoint);
    s3 = clientFor(server(), { endpoint: proxy.endpoint });
    direct = clientFor(server());
    count += 1;
    bucket = await TestBucket.create(direct, `builds-${process.pid}-${Date.now()}-${count}`);
  });

  afterEach(async () => {
    await bucket.empty();
    s3.destroy();
    direct.destroy();
    await proxy.stop();
  });

  const OPTIONS = {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    name: 'films',
    quotas: { minRecordsPerJob: 1 },
    partBytes: PART,
  } as const;

  const into = (
    rows: Iterable<Row> | AsyncIterable<Row>,
    more: Partial<BuildOptions<Row>> = {},
  ): Promise<BuiltDataset> =>
    buildDataset(rows, { ...OPTIONS, s3, out: `s3://${bucket.name}/films/`, ...more });

  /** What is below the prefix, but for signs of life. */
  const there = async () => (await bucket.keys()).filter((key) => !key.includes(OWNER));

  const failureOf = async (act: Promise<unknown>): Promise<unknown> =>
    act.then(
      () => undefined,
      (reason: unknown) => reason,
    );

  async function expectNothing(): Promise<void> {
    expect(await there()).toEqual([]);
    expect(await bucket.unfinished()).toEqual([]);
    expect(await datasetHome(`s3://${bucket.name}/films/`, { s3 }).whoWorksIn('')).toBeUndefined();
  }

  /** Both have the same files with the same bytes. */
  async function expectSame(prefix: string, out: string): Promise<void> {
    const files = (await readdir(out, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    const keys = (await bucket.keys())
      .filter((key) => key.startsWith(prefix) && !key.includes(OWNER))
      .map((key) => key.slice(prefix.length));
    expect(keys.sort()).toEqual(files.sort());
    for (const path of files)
      expect(await bucket.has(`${prefix}${path}`, await readFile(join(out, path)))).toBe(true);
    expect(await bucket.unfinished()).toEqual([]);
  }

  it('always makes the bytes that a build into a folder makes', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 90 }) }), {
          minLength: 1,
          maxLength: 70,
        }),
        fc.record({
          dedupe: fc.boolean(),
          belowMinimum: fc.constantFrom('error', 'pad'),
          id: fc.constantFrom('row', 'hash'),
          spoilt: fc.boolean(),
        }),
        async (rows, { dedupe, belowMinimum, id, spoilt }) => {
          run += 1;
          const options: Partial<BuildOptions<Row>> = {
            ...{ dedupe, belowMinimum, id, quotas: small },
            ...(spoilt && {
              onInvalid: 'skip',
              maxInvalid: '90%',
              record: ({ text }) => {
                if (text.length % 3 === 0) throw new Error('no film');
                return { modelInput: { inputText: text } };
              },
              prompt: undefined,
            }),
          };
          const out = join(folder.path, `out-${run}`);
          const inFolder = await failureOf(buildDataset(rows, { ...OPTIONS, ...options, out }));
          const prefix = `run-${run}/`;
          const inS3 = await failureOf(
            into(rows, { ...options, out: `s3://${bucket.name}/${prefix}` }),
          );

          if (inFolder === undefined) {
            expect(inS3).toBeUndefined();
            await expectSame(prefix, out);
            for (const key of await bucket.keys()) await bucket.remove(key);
          } else {
            expect((inS3 as Error).message).toBe((inFolder as Error).message);
            await expectNothing();
          }
          await rm(out, { recursive: true, force: true });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('sends parts while it builds, and shows nothing before it is whole', async () => {
    const rows = rowsOf(13 * 1024, 1000);
    let during: { readonly keys: readonly string[]; readonly parts: number } | undefined;
    async function* watched() {
      for (const [at, row] of rows.entries()) {
        yield row;
        if (at !== rows.length - 1) continue;
        const parts = proxy.seen.filter(({ operation }) => operation === 'UploadPart').length;
        during = { keys: await there(), parts };
      }
    }
    const options = { prompt: undefined, record: titan };
    await into(watched(), options);
    await buildDataset(rows, { ...OPTIONS, ...options, out: join(folder.path, 'large') });

    expect(during?.keys).toEqual([]);
    expect(during?.parts).toBeGreaterThan(0);
    await expectSame('films/', join(folder.path, 'large'));
    const writes = proxy.seen.filter(({ method }) => method === 'PUT' || method === 'POST');
    expect(writes.at(-2)?.path).toBe(`/${bucket.name}/films/manifest.json`);
  });

  it.each<readonly [string, (rows: readonly Row[]) => AsyncIterable<Row>, unknown]>([
    ['an invalid row', invalidAtTheEnd, { code: 'DATASET_INVALID' }],
    ['a source that breaks', broken, expect.anything()],
  ])('leaves nothing after %s', async (_, source, error) => {
    const options = { prompt: undefined, record: titan };

    const failure = await failureOf(into(source(rowsOf(13 * 1024, 1000)), options));

    expect(failure).toMatchObject(error as object);
    expect(proxy.seen.some(({ operation }) => operation === 'UploadPart')).toBe(true);
    await expectNothing();
  });

  it('leaves nothing when it is aborted in the middle, and throws the reason untouched', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    async function* aborted() {
      yield* rowsOf(12 * 1024, 1000);
      controller.abort(reason);
      yield* rowsOf(10, 10);
    }

    const failure = await failureOf(
      into(aborted(), { prompt: undefined, record: titan, signal: controller.signal }),
    );

    expect(failure).toBe(reason);
    await expectNothing();
  });

  describe('what stands there', () => {
    it('is used where it is the same dataset, and refused where it is another one', async () => {
      const source = join(folder.path, 'films.jsonl');
      const { writeFile } = await import('node:fs/promises');
      await writeFile(source, '{"text":"Alien"}\n{"text":"Brazil"}\n');
      const build = (more: Partial<BuildOptions> = {}) =>
        buildDataset(source, { ...OPTIONS, s3, out: `s3://${bucket.name}/films/`, ...more });
      const first = await build();
      const before = await bucket.keys();
      const again = await build();

      expect([first.reused, again.reused]).toEqual([false, true]);
      expect(again.manifest).toEqual(first.manifest);
      expect(await bucket.keys()).toEqual(before);
      const other = { prompt: 'Which is {{text}}?' };
      expect(await failureOf(build(other))).toMatchObject({
        code: 'DATASET_EXISTS',
        message: expect.stringMatching(
          /^The prefix "s3:.*" holds a dataset built from another source, .*nothing was written$/,
        ),
      });
      const replaced = await build({ ...other, replace: true });
      expect(replaced.manifest.digest).not.toBe(first.manifest.digest);
      await bucket.put('films/runs/main/run/000000001.json', '{}');
      expect(await failureOf(build({ replace: true }))).toMatchObject({ code: 'DATASET_EXISTS' });
    });

    it('is not touched where it is not ours', async () => {
      for (const key of ['films/notes.txt', 'films/jobs/0000/other.csv', 'films/runs/x']) {
        await bucket.put(key, 'mine');
        const failure = await failureOf(into(rowsOf(3, 10)));
        expect(failure).toMatchObject({
          code: 'DATASET_FOREIGN_FILES',
          message: expect.stringContaining('which no build of a dataset left there'),
        });
        expect(await there()).toEqual([key]);
        await bucket.remove(key);
      }
    });

    it('goes where a killed build left it: objects without a manifest, and parts', async () => {
      await into(rowsOf(3, 10));
      await bucket.remove('films/manifest.json');
      // nobody else can do what a kill does: the last replies are lost, and so is the way to clean up
      proxy.inject(({ method, operation }) =>
        operation === 'CompleteMultipartUpload' || method === 'DELETE' ? 'cut-request' : undefined,
      );
      const killed = await failureOf(
        into(rowsOf(12 * 1024, 1000), {
          ...{ prompt: undefined, record: titan },
          out: `s3://${bucket.name}/killed/`,
        }),
      );
      expect(killed).toBeInstanceOf(Error);
      expect(await bucket.unfinished()).toEqual(['killed/jobs/0000/shard-00000.jsonl']);
      proxy.inject(() => undefined);

      const options = { prompt: undefined, record: titan };
      await into(rowsOf(5, 10), options);
      await into(rowsOf(5, 10), { ...options, out: `s3://${bucket.name}/killed/` });

      await buildDataset(rowsOf(5, 10), { ...OPTIONS, ...options, out: join(folder.path, 'few') });
      await expectSame('films/', join(folder.path, 'few'));
      await expectSame('killed/', join(folder.path, 'few'));
    });
  });

  it('is one of two at once', async () => {
    let go = () => {};
    const begun = new Promise<void>((resolve) => {
      go = resolve;
    });
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* slow() {
      yield* rowsOf(3, 10);
      go();
      await ended;
    }
    const one = into(slow());
    await begun;

    const other = await failureOf(into(rowsOf(3, 10)));
    end();

    expect(other).toMatchObject({
      code: 'DATASET_BUSY',
      message: expect.stringMatching(/has been building in "s3:/),
    });
    expect((await one).manifest.records).toBe(3);
  });

  describe('a network that loses', () => {
    it.each(['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'PutObject'])(
      'the first replies to %s costs nothing but time',
      async (operation) => {
        let lost = 0;
        proxy.inject((request) => {
          const isIt = request.operation === operation && !request.path.includes(OWNER);
          if (!isIt || lost >= 2) return undefined;
          lost += 1;
          return 'lose-reply';
        });
        const options = { prompt: undefined, record: titan };
        await into(rowsOf(6 * 1024, 1000), options);

        expect(lost).toBe(2);
        await buildDataset(rowsOf(6 * 1024, 1000), {
          ...OPTIONS,
          ...options,
          out: join(folder.path, operation),
        });
        await expectSame('films/', join(folder.path, operation));
      },
    );

    it.each(['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'PutObject'])(
      'all that is asked by %s ends the build, with nothing left',
      async (operation) => {
        proxy.inject((request) =>
          request.operation === operation && !request.path.includes(OWNER) ? 'deny' : undefined,
        );

        const failure = await failureOf(
          into(rowsOf(6 * 1024, 1000), { prompt: undefined, record: titan }),
        );

        expect(failure).toMatchObject({ code: 'S3_ACCESS_DENIED' });
        await expectNothing();
      },
    );
  });
}

function titan({ text }: Row) {
  return { modelInput: { inputText: text } };
}

async function* invalidAtTheEnd(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  yield { text: '' };
}

async function* broken(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
  throw new Error('the disk is gone');
}
