import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, Source } from '../../../src/builders/index.ts';
import type { Run } from '../../../src/dataset/index.ts';
import { type Outcome, readSavedOutcomes, saveOutcomes } from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';

interface Item {
  readonly id: string;
  readonly text: string;
}

const JOBS = 40;
const PER_JOB = 3;
const ASKED = JOBS * PER_JOB;
const DISTINCT: readonly Item[] = Array.from({ length: ASKED }, (_, index) => ({
  id: `r${index + 1}`,
  text: `text ${index + 1}`,
}));
/** The second half asks what the first one asks, in another order. */
const ITEMS: readonly Item[] = [
  ...DISTINCT,
  ...DISTINCT.map((_, index) => ({
    id: `r${ASKED + index + 1}`,
    text: `text ${((index * 7) % ASKED) + 1}`,
  })),
];
const quotas = { minRecordsPerJob: 1, recordsPerJob: PER_JOB, recordsPerFile: PER_JOB };
const LARGE = 100 * 1024 * 1024;

/** Rows that say they stand far behind in a file, as those of a large one do, and count how often one of them is read. */
class CountedSource implements Source {
  readonly name = 'rows';
  readonly isRepeatable = true;
  readonly #items: readonly Item[];
  read = 0;

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  readonly rows = (): AsyncIterable<readonly Row[]> => this.#batches();

  async *#batches(): AsyncGenerator<readonly Row[]> {
    for (let from = 0; from < this.#items.length; from += 7) {
      const batch = this.#items.slice(from, from + 7);
      this.read += batch.length;
      yield batch.map((value, index) => rowOf(value, from + index));
    }
  }
}

const rowOf = (value: Item, index: number): Row => ({
  ...{ number: index + 1, source: 'rows', columns: ['id', 'text'], isTabular: true, value },
  ...{ byteOffset: LARGE + index, text: (column) => value[column as keyof Item] },
});

const shuffled = (items: readonly Item[], order: readonly number[]) =>
  items
    .map((item, index) => ({ item, at: order[index % order.length] ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);

const expectOwnRows = (outcomes: readonly Outcome[], items: readonly Item[]) => {
  expect(outcomes.map(({ recordId }) => recordId).toSorted()).toEqual(
    items.map(({ id }) => id).toSorted(),
  );
  for (const { recordId, row } of outcomes)
    expect(row).toEqual(items.find(({ id }) => id === recordId));
};

const BY_PROMPT = { record: undefined, prompt: '{{text}}', id: '{{id}}', quotas } as const;

describe('a source that is larger than memory', () => {
  it.each([
    ['in the same order', DISTINCT, DISTINCT, false],
    ['in another order, with rows that share answers', ITEMS, ITEMS.toReversed(), true],
  ])('is read at most twice over 40 jobs, %s', async (_what, built, given, dedupe) => {
    await using shop = await Workshop.open({
      quotas: { minRecordsPerJob: 1, concurrentJobs: JOBS },
    });
    const submitted = await shop.submit(new CountedSource(built), { ...BY_PROMPT, dedupe });
    const run = await shop.finish(submitted);
    expect(run.dataset.manifest.jobs).toHaveLength(JOBS);

    const reading = new CountedSource(given);
    const { outcomes, error } = await collectOutcomes(run, {
      ...{ s3: shop.s3, source: reading, tmp: shop.folder },
    });
    const saving = new CountedSource(given);
    await saveOutcomes(run, { s3: shop.s3, source: saving });
    const saved: Outcome[] = [];
    for await (const outcome of readSavedOutcomes(run)) saved.push(outcome);

    expect(error).toBeUndefined();
    expectOwnRows(outcomes, built);
    expectOwnRows(saved, built);
    expect(reading.read).toBeLessThanOrEqual(2 * built.length);
    expect(saving.read).toBeLessThanOrEqual(2 * built.length);
  });

  it('always gives each outcome its own row, in whichever order the rows are and whoever shares an answer', async () => {
    await using shop = await Workshop.open();
    const few = { ...BY_PROMPT, quotas: { ...quotas, recordsPerJob: 45 } };
    const runs = new Map<boolean, Run>();
    for (const dedupe of [false, true]) {
      const out = join(shop.folder, String(dedupe));
      const submitted = await shop.submit(new CountedSource(ITEMS), { ...few, dedupe, out });
      runs.set(dedupe, await shop.finish(submitted));
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 3, maxLength: 50 }),
        fc.boolean(),
        fc.boolean(),
        async (order, isShared, hasTmp) => {
          const source = new CountedSource(shuffled(ITEMS, order));
          const tmp = hasTmp ? shop.folder : undefined;
          const run = runs.get(isShared);
          if (run === undefined) throw new Error('There is no run');
          const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, source, tmp });
          expect(error).toBeUndefined();
          expectOwnRows(outcomes, ITEMS);
          if (hasTmp) expect(source.read).toBeLessThanOrEqual(2 * ITEMS.length);
        },
      ),
      { numRuns: 12 },
    );
  });
});
