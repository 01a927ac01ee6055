import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, fromIterable } from '../../../src/builders/index.ts';
import { openRun, REJECTED_NAME, type Run } from '../../../src/dataset/index.ts';
import {
  isWorthRetrying,
  readSavedOutcomes,
  retryDataset,
  saveOutcomes,
} from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

interface Item {
  readonly id: string;
  readonly text: string;
}

const quotas = { minRecordsPerJob: 1, recordsPerJob: 10, recordsPerFile: 4 };
const item = (index: number, isGood: boolean): Item => ({
  id: `r${index + 1}`,
  text: isGood ? `text ${index + 1}` : '',
});
/** Every third row has no text. */
const ITEMS = Array.from({ length: 40 }, (_, index) => item(index, index % 3 !== 2));
const csvOf = (all: readonly Item[], more = '') =>
  csv(bytesOf(`id,text\n${all.map(({ id, text }) => `${id},${text}${more}\n`).join('')}`));

const ranRun = async (
  shop: Workshop,
  source: Parameters<Workshop['submit']>[0],
  id = '{{id}}',
): Promise<Run> =>
  shop.finish(
    await shop.submit(source, {
      record: undefined,
      prompt: '{{text}}',
      id,
      quotas,
      onInvalid: 'skip',
      maxInvalid: '100%',
    }),
  );

describe('readOutcomes() where rows were set aside', () => {
  it('always gives one outcome for each row of the source, beside that row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 0, maxLength: 50 }),
        fc.constantFrom('table', 'stream', 'reversed'),
        async (good, way) => {
          const all = [true, ...good].map((isGood, index) => item(index, isGood));
          await using shop = await Workshop.open();
          const run = await ranRun(shop, csvOf(all));
          const source = {
            table: () => csvOf(all),
            stream: () => fromIterable(all.values()),
            reversed: () => csvOf(all.toReversed()),
          }[way]();
          const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, source });

          expect(error).toBeUndefined();
          expect(outcomes).toHaveLength(all.length);
          expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(all.length);
          for (const { recordId, row, status } of outcomes) {
            const own = all.find(({ id }) => id === recordId);
            expect(row).toEqual(own);
            expect(status).toBe(own?.text === '' ? 'rejected' : 'succeeded');
          }
          const last = outcomes.filter(({ status }) => status === 'rejected');
          expect(outcomes.slice(outcomes.length - last.length)).toEqual(last);
          const numbers = last.map(({ rowNumber }) => rowNumber ?? 0);
          expect(numbers).toEqual(
            all.flatMap(({ text }, index) => (text === '' ? [index + 1] : [])),
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('says why, and names no job, shard or line', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3 });

    expect(outcomes.find(({ recordId }) => recordId === 'r3')).toEqual({
      recordId: 'r3',
      status: 'rejected',
      error: {
        code: 'TEMPLATE_PROMPT_EMPTY',
        message: 'The prompt of row 3 is empty, and the model refuses empty text',
        retryable: false,
      },
      rowNumber: 3,
    });
    expect(
      outcomes.filter(
        ({ job, shard, line }) => job === undefined || shard === undefined || line === undefined,
      ),
    ).toHaveLength(13);
  });

  it('has no row for one that could not be read, and joins the others', async () => {
    await using shop = await Workshop.open();
    const text = 'id,text\nr1,a\nr2,b,c\nr3,d\nr4\n';
    const run = await ranRun(shop, csv(bytesOf(text)));

    const { outcomes, error, notes } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csv(bytesOf(text)),
    });

    expect({ error, notes }).toEqual({ error: undefined, notes: [] });
    expect(outcomes.map(({ rowNumber, row }) => [rowNumber, row])).toEqual([
      [undefined, { id: 'r1', text: 'a' }],
      [undefined, { id: 'r3', text: 'd' }],
      [2, undefined],
      [4, undefined],
    ]);
  });

  it('joins a source in which the rows that were set aside are corrected, and says that theirs are others', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));
    const fixed = ITEMS.map((one) => (one.text === '' ? { ...one, text: 'fixed' } : one));

    for (const source of [csvOf(fixed), fromIterable(fixed.values())]) {
      const { outcomes, error, notes } = await collectOutcomes(run, { s3: shop.s3, source });

      expect(error).toBeUndefined();
      expect(notes.map(({ kind }) => kind)).toEqual(['rejected-changed']);
      expect(notes[0]?.message).toMatch(/^13 rows that were rejected/);
      expect(outcomes.filter(({ row }) => row === undefined)).toHaveLength(13);
      expect(outcomes.filter(({ row }) => (row as Item | undefined)?.text === 'fixed')).toEqual([]);
    }
  });

  it.each(['gone', 'changed'])(
    'gives the outcomes of all records where rows.rejected is %s, and then says so',
    async (what) => {
      await using shop = await Workshop.open();
      const run = await ranRun(shop, csvOf(ITEMS));
      const path = join(run.dataset.folder, REJECTED_NAME);
      if (what === 'gone') await rm(path);
      else await writeFile(path, (await readFile(path, 'utf8')).replace('"row":3', '"row":4'));

      const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3 });

      expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
      expect(outcomes.map(({ status }) => status)).toEqual(Array(27).fill('succeeded'));
    },
  );

  it.each([
    ['no JSON', 'x\n'],
    ['another shape', '{"row":3}\n'],
    ['no order', (text: string) => text.split('\n').toReversed().join('\n').slice(1)],
    ['too few rows', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ] as const)('takes no file that no build wrote: %s', async (_what, made) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));
    const path = join(run.dataset.folder, REJECTED_NAME);
    const text = await readFile(path, 'utf8');
    const other = Buffer.from(typeof made === 'string' ? made : made(text));
    await writeFile(path, other);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(other));
    const named = join(run.dataset.folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(named, 'utf8'));
    Object.assign(manifest.rows.rejected, { bytes: other.length, crc32: sum.toString('base64') });
    await writeFile(named, JSON.stringify(manifest));

    const { error } = await collectOutcomes(await openRun(run.dataset.folder), { s3: shop.s3 });

    expect(error).toMatchObject({
      code: 'DATASET_CHANGED',
      message: expect.stringMatching(/^No build wrote /),
    });
  });

  it('saves them once, in a file of their own behind those of the jobs', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));
    const paths = await saveOutcomes(run, { s3: shop.s3, source: csvOf(ITEMS) });

    const rejected = paths.at(-1) ?? '';
    expect(paths).toHaveLength(4);
    expect(rejected).toMatch(/outcomes\/rejected\.jsonl$/);
    const before = await readFile(rejected, 'utf8');
    const again = await openRun(run.dataset.folder);
    expect(await saveOutcomes(again, { s3: shop.s3 })).toEqual(paths);
    expect(await readFile(rejected, 'utf8')).toBe(before);
    const saved = [];
    for await (const outcome of readSavedOutcomes(again)) saved.push(outcome);
    expect(saved).toHaveLength(40);
    expect(saved.map(({ row }) => row)).toEqual(expect.arrayContaining(ITEMS));
    expect(saved.slice(27).map(({ rowNumber }) => rowNumber)).toEqual(
      ITEMS.flatMap(({ text }, index) => (text === '' ? [index + 1] : [])),
    );
  });

  it('never tries them again', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));
    const { outcomes } = await collectOutcomes(run, { s3: shop.s3 });
    const rejected = outcomes.filter(({ status }) => status === 'rejected');

    const reasons = ['length', 'refusal', 'content-filter', 'other', 'no-answer'] as const;
    expect(rejected.some((outcome) => isWorthRetrying(outcome, reasons))).toBe(false);
    const out = join(shop.folder, 'retry');
    expect(await retryDataset(run, { s3: shop.s3, out, retryOn: reasons })).toBeUndefined();
  });

  it('leaves them out where only some jobs are asked for', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, csvOf(ITEMS));

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, jobs: ['jobs/0001'] });

    expect(outcomes).toHaveLength(10);
    expect(outcomes.every(({ job }) => job === 'jobs/0001')).toBe(true);
  });
});
