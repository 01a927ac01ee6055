import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canaryRecords } from '../../../src/builders/canary/canary-size.ts';
import { buildDataset, cutCanary, settleCut } from '../../../src/builders/index.ts';
import { type Dataset, openDataset, recordOrder } from '../../../src/dataset/index.ts';
import { validateDataset } from '../../../src/validators/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const QUOTAS = { minRecordsPerJob: 10, recordsPerJob: 40, recordsPerFile: 15 };

const build = (out: string, rows: number, more: object = {}) =>
  buildDataset(
    Array.from({ length: rows }, (_, index) => ({ text: `text ${index + 1}` })),
    { model: MODEL, prompt: '{{text}}', out, quotas: QUOTAS, ...more },
  );

/** Ids of all records, in the order of the shards. */
async function idsOf({ folder, manifest }: Dataset): Promise<number[]> {
  const paths = manifest.jobs.flatMap(({ shards }) => shards.map(({ path }) => path));
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  const lines = texts.flatMap((text) => text.trim().split('\n'));
  return lines.map((line) => Number((JSON.parse(line) as { recordId: string }).recordId));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('canaryRecords()', () => {
  const of = { records: 1_000, minimum: 100 };

  it.each([
    ['a number', { records: 300 }, of, 300],
    ['a share', { percent: 25 }, of, 250],
    ['a share, rounded up', { percent: 0.3 }, { records: 1_000, minimum: 1 }, 3],
    ['no fewer than a job needs', { percent: 1 }, of, 100],
    ['no more than half', { records: 999 }, of, 500],
    ['none of too few for two jobs', { percent: 1 }, { records: 199, minimum: 100 }, undefined],
    ['just two jobs', { percent: 1 }, { records: 200, minimum: 100 }, 100],
    ['one record without a minimum', { percent: 1 }, { records: 10, minimum: 0 }, 1],
  ] as const)('gives %s', (_what, size, records, expected) => {
    expect(canaryRecords(size, records)).toBe(expected);
  });
});

describe('cutCanary()', () => {
  const dir = useTemporaryFolder();

  it('moves records into jobs of their own, each record into one', async () => {
    const before = await build(join(dir.path, 'out'), 101);

    const dataset = await cutCanary(before, { size: { percent: 20 } });

    const { manifest } = dataset;
    expect(manifest.canary).toEqual({ records: 21, jobs: 1 });
    expect(manifest.jobs.map(({ records }) => records)).toEqual([21, 40, 40]);
    const order = recordOrder(manifest);
    const ids = await idsOf(dataset);
    expect(ids).toEqual(ids.map((_, place) => order.recordAt(place + 1)));
    expect(ids.toSorted((a, b) => a - b)).toEqual(ids.map((_, place) => place + 1));
    expect(await openDataset(join(dir.path, 'out'))).toMatchObject({ manifest });
    expect((await validateDataset(join(dir.path, 'out'), {})).valid).toBe(true);
  });

  it('leaves nothing of what was there before', async () => {
    const { manifest } = await cutCanary(await build(join(dir.path, 'out'), 101), {
      size: { records: 30 },
    });

    const shards = manifest.jobs.flatMap((job) => job.shards);
    expect((await filesIn(join(dir.path, 'out'))).toSorted()).toEqual(
      ['manifest.json', 'rows.digests', ...shards.map(({ path }) => path.slice(10))].toSorted(),
    );
  });

  it('gives the same bytes each time', async () => {
    const first = await cutCanary(await build(join(dir.path, 'one'), 77), {
      size: { records: 12 },
    });
    const second = await cutCanary(await build(join(dir.path, 'other'), 77), {
      size: { records: 12 },
    });

    expect(second.manifest.jobs).toEqual(first.manifest.jobs);
    expect(second.manifest.digest).toBe(first.manifest.digest);
  });

  it('removes what a cut left that was killed, on either side of its manifest, and nothing else', async () => {
    const [out, old] = [join(dir.path, 'out'), join(dir.path, 'old')];
    const before = await build(out, 101);
    await cp(out, old, { recursive: true });
    const after = await cutCanary(before, { size: { records: 12 } });
    const whole = (await filesIn(out)).toSorted();
    const [from, to] = [before.manifest.digest, after.manifest.digest];
    const intent = JSON.stringify({ from, to, first: 3 });
    const strange = join(old, 'jobs/0000/shard-00000.jsonl.jsonl');

    await cp(join(old, 'jobs'), join(out, 'jobs'), { recursive: true });
    await writeFile(join(out, 'canary.cut'), intent);
    const again = await cutCanary(await openDataset(out), { size: { records: 30 } });
    await cp(join(out, 'jobs'), join(old, 'jobs'), { recursive: true });
    await writeFile(join(old, 'canary.cut'), intent);
    await writeFile(strange, '');
    await settleCut(await openDataset(old));

    expect(again.manifest).toEqual(after.manifest);
    expect((await filesIn(out)).toSorted()).toEqual(whole);
    const shards = before.manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path));
    const left = (await readdir(join(old, 'jobs'), { recursive: true })).filter((name) =>
      name.endsWith('.jsonl'),
    );
    expect(left.map((name) => `jobs/${name}`).toSorted()).toEqual(
      [...shards, 'jobs/0000/shard-00000.jsonl.jsonl'].toSorted(),
    );
    expect(await readdir(old)).not.toContain('canary.cut');
  });

  it.each(['', '{', '[]', '{"from":1}'])(
    'does nothing by an intent that is none: %j',
    async (text) => {
      const out = join(dir.path, 'out');
      const dataset = await build(out, 60);
      const files = await filesIn(out);
      await writeFile(join(out, 'canary.cut'), text);

      await settleCut(dataset);

      expect((await filesIn(out)).toSorted()).toEqual([...files, 'canary.cut'].toSorted());
    },
  );

  it('leaves a dataset as it is that was cut, or has too few records', async () => {
    const cut = await cutCanary(await build(join(dir.path, 'out'), 60), { size: { records: 12 } });
    const few = await build(join(dir.path, 'small'), 19);

    expect(await cutCanary(cut, { size: { records: 30 } })).toBe(cut);
    expect(await cutCanary(few, { size: { records: 10 } })).toBe(few);
  });

  it('is the dataset of the same build afterwards', async () => {
    const source = join(dir.path, 'texts.csv');
    await writeFile(source, `text\n${Array.from({ length: 40 }, (_, n) => `t${n}`).join('\n')}\n`);
    const out = join(dir.path, 'out');
    const options = { model: MODEL, prompt: '{{text}}', out, quotas: QUOTAS };

    const cut = await cutCanary(await buildDataset(source, options), { size: { records: 10 } });
    const again = await buildDataset(source, options);

    expect(again.reused).toBe(true);
    expect(again.manifest).toEqual(cut.manifest);
  });

  it('refuses a shard that is not what was built, and one that has runs, and changes nothing', async () => {
    const dataset = await build(join(dir.path, 'out'), 60);
    const [shard = ''] = dataset.manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path));
    const text = await readFile(join(dir.path, 'out', shard), 'utf8');
    const before = await filesIn(join(dir.path, 'out'));

    await writeFile(join(dir.path, 'out', shard), text.replace('text 1', 'text 9'));
    await expect(cutCanary(dataset, { size: { records: 10 } })).rejects.toMatchObject({
      code: 'DATASET_CHANGED',
    });
    await writeFile(join(dir.path, 'out', shard), text);
    expect(await filesIn(join(dir.path, 'out'))).toEqual(before);

    await mkdir(join(dir.path, 'out/runs/main'), { recursive: true });
    await writeFile(join(dir.path, 'out/runs/main/run.json'), '{}');
    await expect(cutCanary(dataset, { size: { records: 10 } })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'canary',
    });
    await rm(join(dir.path, 'out/runs'), { recursive: true });
    expect(await openDataset(join(dir.path, 'out'))).toMatchObject({ manifest: dataset.manifest });
  });

  it.each([{ records: 0 }, { records: 1.5 }, { percent: 0 }, { percent: 51 }])(
    'refuses the size %o',
    async (size) => {
      const cut = cutCanary(await build(join(dir.path, 'out'), 40), { size });

      await expect(cut).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'canary.size' });
    },
  );
});
