import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/builders/index.ts';
import { openRun, REJECTED_NAME, type Run } from '../../../src/dataset/index.ts';
import {
  formatOutcome,
  type Outcome,
  type OutcomeOrder,
  type ReadOutcomesOptions,
  readOutcomes,
  readSavedOutcomes,
  retryDataset,
  saveOutcomes,
} from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

/** A row without a text is rejected, and rows of one text share an answer. */
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
const quotas = { minRecordsPerJob: 1, recordsPerJob: 3, recordsPerFile: 2 };
const BUILD = {
  record: undefined,
  prompt: '{{text}}',
  id: '{{id}}',
  quotas,
  onInvalid: 'skip',
  maxInvalid: '100%',
} as const;

/** Answers by what is asked alone, some of it with an error. */
const answer = ({ modelInput }: { modelInput: Readonly<Record<string, unknown>> }) => {
  const text = String(modelInput['inputText']);
  if (text.endsWith('1')) return { error: { errorCode: 503, errorMessage: `busy ${text}` } };
  return { embedding: [text.length], inputTextTokenCount: 3 };
};

async function linesOf(outcomes: AsyncIterable<Outcome>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const outcome of outcomes) lines.push(formatOutcome(outcome));
  return lines;
}

/** The numbers of the rows that outcomes are of. */
const rowsOf = (lines: readonly string[]) =>
  lines.map((line) => Number((JSON.parse(line) as Outcome).recordId.slice(1)));
const sorted = (lines: readonly string[]) => lines.toSorted();

describe('readOutcomes() in the order of the source', () => {
  it('always gives the very same outcomes in the order of the rows, whatever the jobs, repeats and rejected rows', async () => {
    const text = fc.oneof(
      { weight: 5, arbitrary: fc.nat(30).map((number) => `t${number}`) },
      { weight: 1, arbitrary: fc.constant('') },
    );
    const call = fc.record({
      texts: fc.array(text, { minLength: 1, maxLength: 40 }),
      dedupe: fc.boolean(),
      selection: fc.constantFrom({}, { where: { column: 'kind', is: 'a' } }, { sample: 9 }),
      isPadded: fc.boolean(),
      seed: fc.nat(1000),
      /** Milliseconds of the emulator's clock, after which the jobs are read. */
      until: fc.constantFrom(undefined, 350, 1200),
      isBesideRows: fc.boolean(),
      withRecord: fc.boolean(),
      hasFolder: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(call, async ({ texts, seed, until, ...how }) => {
        await using shop = await Workshop.open({ answer, seed, recordsPerSecond: 4 });
        const all = items(['t99', 't98', ...texts]);
        const run = await shop.submit(csvOf(all), {
          ...BUILD,
          ...{ dedupe: how.dedupe, ...how.selection },
          ...(how.isPadded && { belowMinimum: 'pad', quotas: { ...quotas, minRecordsPerJob: 3 } }),
        });
        if (until === undefined) await shop.finish(run);
        else await shop.emulator.advance(until);
        const now = until === undefined ? await openRun(run.dataset.folder) : run;
        const options = (order: OutcomeOrder): ReadOutcomesOptions => ({
          ...{ s3: shop.s3, order, partial: until !== undefined, withRecord: how.withRecord },
          source: how.isBesideRows ? csvOf(all) : undefined,
          tmp: how.hasFolder ? shop.folder : undefined,
        });

        const asWritten = await linesOf(readOutcomes(now, options('outputs')));
        const inOrder = await linesOf(readOutcomes(now, options('source')));

        expect(sorted(inOrder)).toEqual(sorted(asWritten));
        const rows = rowsOf(inOrder);
        expect(rows).toEqual(rows.toSorted((a, b) => a - b));
        if (until !== undefined) return;
        await saveOutcomes(now, { s3: shop.s3 });
        const saved = await linesOf(readSavedOutcomes(now));
        const savedInOrder = await linesOf(readSavedOutcomes(now, { order: 'source' }));
        expect(sorted(savedInOrder)).toEqual(sorted(saved));
        expect(saved.join('')).not.toContain('\n');
        expect(rowsOf(savedInOrder)).toEqual(rows);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps numbers as they were written', async () => {
    const body = '{"embedding":[1.0,12345678901234567890],"inputTextTokenCount":3}';
    await using shop = await Workshop.open({ answer: () => JSON.parse(body) as object });
    const run = await shop.finish(await shop.submit(csvOf(items(['a', 'b', 'c'])), BUILD));
    const asWritten = await linesOf(readOutcomes(run, { s3: shop.s3 }));

    const inOrder = await linesOf(readOutcomes(run, { s3: shop.s3, order: 'source' }));

    expect(sorted(inOrder)).toEqual(sorted(asWritten));
  });

  it('gives the outcomes of a dataset that was made of records in their order', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await shop.finish(
      await shop.submit(csvOf(items(['t1', 't2', 't11', 't1', 't21', 't31', 't1'])), {
        ...BUILD,
        dedupe: true,
      }),
    );
    const out = join(shop.folder, 'retry');
    const retry = await retryDataset(run, { s3: shop.s3, out });
    if (retry === undefined) throw new Error('nothing was to be tried again');
    const again = await shop.finish(await shop.submitDataset(retry));

    const inOrder = await linesOf(readOutcomes(again, { s3: shop.s3, order: 'source' }));

    expect(rowsOf(inOrder)).toEqual([1, 4, 7, 3, 5, 6]);
  });

  it('says behind the outcomes of all records that rows.rejected was changed', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(csvOf(items(['a', '', 'b', 'c', 'd'])), BUILD));
    await writeFile(join(run.dataset.folder, REJECTED_NAME), '{}\n');

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, order: 'source' });

    expect(outcomes.map(({ recordId }) => recordId)).toEqual(['r1', 'r3', 'r4', 'r5']);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });

  it('is refused where a shard was changed, whose records may be in another order', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(csvOf(items(['a', 'b'])), BUILD));
    const shard = join(run.dataset.folder, 'jobs/0000/shard-00000.jsonl');
    const [first, second] = (await readFile(shard, 'utf8')).split('\n');
    await writeFile(shard, `${second}\n${first}\n`);

    const unordered = await collectOutcomes(run, { s3: shop.s3 });
    const ordered = await collectOutcomes(run, { s3: shop.s3, order: 'source' });

    expect(unordered.error).toBeUndefined();
    expect(ordered.outcomes).toEqual([]);
    expect(ordered.error).toMatchObject({ code: 'DATASET_CHANGED' });
    expect(String(ordered.error)).toContain('the order of its records may be another one');
  });

  it('is refused where saved outcomes are of records that the dataset does not have', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(csvOf(items(['a', 'b'])), BUILD));
    const [path = ''] = await saveOutcomes(run, { s3: shop.s3 });
    const lines = await readFile(path, 'utf8');
    const read = () => linesOf(readSavedOutcomes(run, { order: 'source' }));

    for (const changed of [
      lines.replaceAll('"line":2', '"line":1'),
      lines.replaceAll('"line":2', '"line":3'),
      lines.replaceAll('shard-00000', 'shard-00009'),
    ]) {
      await rm(path);
      await writeFile(path, changed);
      await expect(read()).rejects.toMatchObject({ code: 'DATASET_CHANGED' });
    }
  });

  it('knows no other order', async () => {
    await using shop = await Workshop.open();
    const run: Run = await shop.submit(csvOf(items(['a'])), BUILD);
    const order = 'sourcs' as OutcomeOrder;

    const { error } = await collectOutcomes(run, { s3: shop.s3, order });
    const saved = linesOf(readSavedOutcomes(run, { order }));

    expect(error).toMatchObject({ code: 'INVALID_OPTION', option: 'order' });
    await expect(saved).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'order' });
  });
});
