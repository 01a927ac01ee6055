import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, fromIterable, REPEAT_BYTES } from '../../../src/builders/index.ts';
import { openRun, REPEATS_NAME, type Run } from '../../../src/dataset/index.ts';
import {
  type JobOutcomes,
  type Outcome,
  readSavedOutcomes,
  retryDataset,
  saveOutcomes,
  sumOutcomes,
} from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

const items = (texts: readonly string[]): Item[] =>
  texts.map((text, index) => ({ id: `r${index + 1}`, kind: 'ab'[index % 2] ?? '', text }));
const csvOf = (all: readonly Item[]) =>
  csv(
    bytesOf(`id,kind,text\n${all.map(({ id, kind, text }) => `${id},${kind},${text}\n`).join('')}`),
  );
/** Sixty rows that ask seven things: the jobs of three records hold t0, t1, t4, then t9, t3, t12, then t10. */
const SIXTY = items(Array.from({ length: 60 }, (_, index) => `t${(index * index) % 13}`));
const quotas = { minRecordsPerJob: 1, recordsPerJob: 3, recordsPerFile: 2 };
const BY_PROMPT = { record: undefined, prompt: '{{text}}', quotas } as const;

/** Answers by what is asked alone, some of it with an error. */
const answer = ({ modelInput }: { modelInput: Readonly<Record<string, unknown>> }) => {
  const text = String(modelInput['inputText']);
  if (text.endsWith('1')) return { error: { errorCode: 503, errorMessage: `busy ${text}` } };
  if (text.endsWith('2')) return { error: { errorCode: 400, errorMessage: `bad ${text}` } };
  return { embedding: [text.length], inputTextTokenCount: 3 };
};

const ranRun = async (
  shop: Workshop,
  all: readonly Item[],
  more: Parameters<Workshop['submit']>[1] = {},
): Promise<Run> =>
  shop.finish(await shop.submit(csvOf(all), { ...BY_PROMPT, dedupe: true, ...more }));

/** What is the same whether a row was asked itself or not. */
function essence({ recordId, status, output, error, text, finishReason, row }: Outcome) {
  return { recordId, status, output, error, text, finishReason, row };
}

const byId = (outcomes: readonly Outcome[]) =>
  outcomes.map(essence).toSorted((a, b) => a.recordId.localeCompare(b.recordId));

describe('readOutcomes() where rows share answers', () => {
  it('always gives each row the outcome that it has where every row is asked, and counts tokens once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('t0', 't1', 't2', 't3', 't4'), { minLength: 1, maxLength: 40 }),
        fc.constantFrom('{{id}}', 'row', 'hash'),
        fc.constantFrom({}, { where: { column: 'kind', is: 'a' } }, { limit: 25 }, { sample: 9 }),
        fc.boolean(),
        async (texts, id, selection, isPadded) => {
          const all = items(texts);
          const options = {
            id,
            ...selection,
            ...(isPadded && {
              belowMinimum: 'pad' as const,
              quotas: { ...quotas, minRecordsPerJob: 3 },
            }),
          };
          const outcomesOf = async (dedupe: boolean) => {
            await using shop = await Workshop.open({ answer });
            const run = await ranRun(shop, all, { ...options, dedupe });
            const jobs: JobOutcomes[] = [];
            const reading = {
              s3: shop.s3,
              source: csvOf(all),
              onJob: (job: JobOutcomes) => jobs.push(job),
            };
            const { outcomes, error } = await collectOutcomes(run, reading);
            expect(error).toBeUndefined();
            return { outcomes, totals: sumOutcomes(jobs), manifest: run.dataset.manifest };
          };
          const whole = await outcomesOf(false);
          const shared = await outcomesOf(true);

          expect(byId(shared.outcomes)).toEqual(byId(whole.outcomes));
          const { counts, repeats, records, tokens } = shared.totals;
          expect(counts).toEqual(whole.totals.counts);
          expect(records).toBe(whole.totals.records);
          const asked = shared.outcomes.filter(({ askedAs }) => askedAs === undefined);
          expect(repeats).toBe(records - asked.length);
          expect(repeats).toBe(shared.manifest.repeats?.count ?? 0);
          const paid = asked.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0);
          expect(tokens.inputTokens).toBe(paid);
          expect(new Set(asked.map(({ row }) => (row as Item).text)).size).toBe(asked.length);
          for (const outcome of shared.outcomes) {
            if (outcome.askedAs === undefined) continue;
            expect(outcome.usage).toBeUndefined();
            expect(asked.map(({ recordId }) => recordId)).toContain(outcome.askedAs);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('gives the rows that share an answer right behind the record that was asked, in their order', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY, { id: '{{id}}' });

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, withRecord: true });

    expect(run.dataset.manifest).toMatchObject({ records: 7, repeats: { count: 53 } });
    expect(outcomes).toHaveLength(60);
    let asked: Outcome | undefined;
    let before = 0;
    for (const outcome of outcomes) {
      const number = Number(outcome.recordId.slice(1));
      if (outcome.askedAs === undefined) asked = outcome;
      else expect(number).toBeGreaterThan(before);
      before = number;
      const { recordId, askedAs, usage, ...same } = outcome;
      const { recordId: id, usage: paid, ...of } = asked as Outcome;
      expect(same).toEqual(of);
      if (recordId !== id) expect([askedAs, usage]).toEqual([id, undefined]);
      expect(paid !== undefined).toBe(asked?.status === 'succeeded');
      expect(outcome.record).toMatchObject({ recordId: id });
    }
  });

  it.each([
    ['joins by ids where the order is another', '{{id}}', SIXTY.toReversed(), ['rows-by-id']],
    ['joins where more rows follow', 'row', [...SIXTY, ...items(['t0'])], []],
  ])('%s', async (_what, id, given, kinds) => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY, { id });

    const { outcomes, notes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(given),
    });

    expect(error).toBeUndefined();
    expect(notes.map(({ kind }) => kind)).toEqual(kinds);
    expect(outcomes.map(({ row }) => (row as Item).id).toSorted()).toEqual(
      SIXTY.map(({ id: one }) => one).toSorted(),
    );
    for (const { recordId, row } of outcomes)
      expect(recordId).toBe(
        id === 'row' ? (row as Item).id.slice(1).padStart(8, '0') : (row as Item).id,
      );
  });

  it('joins a stream where there is one job, and says that it cannot where there are several', async () => {
    const joined = async (recordsPerJob: number) => {
      await using shop = await Workshop.open({ answer });
      const run = await ranRun(shop, SIXTY, { quotas: { minRecordsPerJob: 1, recordsPerJob } });
      return await collectOutcomes(run, { s3: shop.s3, source: fromIterable(SIXTY.values()) });
    };

    const one = await joined(100);
    expect(one.error).toBeUndefined();
    expect(one.outcomes.map(({ row }) => (row as Item).id).toSorted()).toEqual(
      SIXTY.map(({ id }) => id).toSorted(),
    );
    const several = await joined(3);
    expect(several.outcomes).toEqual([]);
    expect(several.error).toMatchObject({
      code: 'INVALID_OPTION',
      option: 'source',
      hint: expect.stringContaining('as a file'),
    });
  });

  it.each([
    ['{{id}}', 60],
    ['row', 60],
    ['row', 31],
  ])(
    'prints nothing, with ids by %s, where row %i differs, which shares an answer',
    async (id, row) => {
      await using shop = await Workshop.open({ answer });
      const run = await ranRun(shop, SIXTY, { id });
      const changed = SIXTY.map((item, index) =>
        index === row - 1 ? { ...item, kind: 'z' } : item,
      );

      const { outcomes, error } = await collectOutcomes(run, {
        s3: shop.s3,
        source: csvOf(changed),
      });

      expect(outcomes).toEqual([]);
      expect(error).toMatchObject({ code: 'SOURCE_DIFFERS', row });
    },
  );

  it('saves one outcome for each row, and says in the state how many share an answer', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY, { id: '{{id}}' });

    await saveOutcomes(run, { s3: shop.s3, source: csvOf(SIXTY) });
    const again = await openRun(run.dataset.folder);
    const saved: Outcome[] = [];
    for await (const outcome of readSavedOutcomes(again)) saved.push(outcome);

    expect(saved.map(({ row }) => row)).toEqual(
      saved.map(({ recordId }) => SIXTY.find(({ id }) => id === recordId)),
    );
    expect(new Set(saved.map(({ recordId }) => recordId)).size).toBe(60);
    const repeats = again.state.jobs.map((job) => job.saved?.repeats ?? 0);
    expect(repeats.reduce((sum, count) => sum + count, 0)).toBe(53);
  });

  it('leaves out of what is there of a running job the rows whose record has no line yet', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await shop.submit(csvOf(SIXTY), { ...BY_PROMPT, dedupe: true });

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, partial: true });

    expect([outcomes, error]).toEqual([[], undefined]);
  });

  it('tries each record again once, and gives all of its rows the new answer', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY, { id: '{{id}}' });
    const busy = SIXTY.filter(({ text }) => text === 't1').map(({ id }) => id);

    const out = join(shop.folder, 'retry');
    const dataset = await retryDataset(run, { s3: shop.s3, out });
    if (dataset === undefined) throw new Error('There is nothing to try again');
    const { manifest } = dataset;
    const retried = await shop.finish(await shop.submitDataset(dataset));
    const { outcomes } = await collectOutcomes(retried, { s3: shop.s3 });

    expect(manifest).toMatchObject({ records: 1, repeats: { count: busy.length - 1 } });
    expect(outcomes.map(({ recordId }) => recordId)).toEqual(busy);
    expect(outcomes.slice(1).every(({ askedAs }) => askedAs === busy[0])).toBe(true);
  });

  it.each(['gone', 'changed'])('prints nothing where rows.repeats is %s', async (what) => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY);
    const path = join(run.dataset.folder, REPEATS_NAME);
    const bytes = await readFile(path);
    if (what === 'gone') await rm(path);
    else await writeFile(path, bytes.fill(2, 0, 1));

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3 });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });

  it.each([
    ['out of order', (bytes: Buffer) => bytes.writeUIntLE(5, 0, 6)],
    ['with an id of no length', (bytes: Buffer) => bytes.writeUIntLE(0, 12, 6)],
    ['with an id behind the end', (bytes: Buffer) => bytes.writeUIntLE(2 ** 40, 12, 6)],
    ['at no place', (bytes: Buffer) => bytes.writeUIntLE(0, 6, 6)],
    [
      'at a place behind the last row',
      (bytes: Buffer) => bytes.writeUIntLE(61, 52 * REPEAT_BYTES + 6, 6),
    ],
  ])(
    'refuses repeats that somebody made up, %s, although their sum is right',
    async (_what, change) => {
      await using shop = await Workshop.open({ answer });
      const { dataset } = await ranRun(shop, SIXTY);
      const path = join(dataset.folder, REPEATS_NAME);
      const bytes = await readFile(path);
      change(bytes);
      await writeFile(path, bytes);
      await writeManifest(dataset.folder, bytes);

      const run = await openRun(dataset.folder);
      const { error } = await collectOutcomes(run, { s3: shop.s3, source: csvOf(SIXTY) });

      expect(error).toMatchObject({ code: 'DATASET_CHANGED', path });
    },
  );

  it('gives no answers of a shard that was changed to the rows that share them', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await ranRun(shop, SIXTY);
    const path = join(run.dataset.folder, 'jobs/0000/shard-00000.jsonl');
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    await writeFile(path, `${lines.toReversed().join('\n')}\n`);

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3 });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });
});

/** Makes the manifest say what the bytes are. */
async function writeManifest(folder: string, bytes: Buffer): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  manifest.repeats.crc32 = sum.toString('base64');
  await writeFile(path, JSON.stringify(manifest));
}
