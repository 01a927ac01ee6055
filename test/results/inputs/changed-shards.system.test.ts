import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Run } from '../../../src/dataset/index.ts';
import { stopRun } from '../../../src/jobs/index.ts';
import { type Outcome, retryDataset, saveOutcomes } from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

const SHARD = 'jobs/0000/shard-00000.jsonl';

const changeShard = async (run: Run, change: (text: string) => string): Promise<void> => {
  const path = join(run.dataset.folder, SHARD);
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
};
const swapIds = (text: string) =>
  text
    .replace('"00000002"', '"x"')
    .replace('"00000003"', '"00000002"')
    .replace('"x"', '"00000003"');
const editId = (text: string) => text.replace('"00000002"', '"00000099"');

describe('a shard that changed after the build', () => {
  it('is said, and read by id, where every record has its output', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(5)));
    const before = await collectOutcomes(run, { s3: shop.s3 });
    await changeShard(run, swapIds);

    const { outcomes, notes } = await collectOutcomes(run, { s3: shop.s3 });

    const outputsById = (all: readonly Outcome[]) =>
      Object.fromEntries(all.map(({ recordId, output }) => [recordId, output]));
    expect(outputsById(outcomes)).toEqual(outputsById(before.outcomes));
    expect(notes.map(({ kind }) => kind)).toEqual(['shard-changed']);
    expect(notes[0]?.message).toContain(SHARD);
  });

  it.each([
    ['an id was edited', editId, {}],
    ['a record is gone', (text: string) => text.slice(text.indexOf('\n') + 1), {}],
    ['a record was added', (text: string) => text + text.replaceAll('"000000', '"100000'), {}],
    ['a record stands there twice', (text: string) => text + text, {}],
    ['a line is no record', (text: string) => text.replace('{"recordId":"00000002"', '{'), {}],
    ['records are asked for', swapIds, { withRecord: true }],
  ])('is an error, and nothing is printed, where %s', async (_what, change, options) => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(5)));
    await changeShard(run, change);

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, ...options });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
    expect(error).toHaveProperty('hint', expect.stringContaining(`${run.state.inputUri}${SHARD}`));
  });

  it('is an error where rows would be joined to it by position', async () => {
    await using shop = await Workshop.open();
    const rows = textRows(5);
    const run = await shop.finish(await shop.submit(rows));
    await changeShard(run, swapIds);
    const { fromIterable } = await import('../../../src/builders/index.ts');

    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: fromIterable(rows),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });

  it('is an error where it is gone', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(5)));
    await rm(join(run.dataset.folder, SHARD));

    expect((await collectOutcomes(run, { s3: shop.s3 })).error).toMatchObject({
      code: 'DATASET_CHANGED',
    });
  });

  it('is an error where some records have no output: their ids may be any', async () => {
    await using shop = await Workshop.open({ recordsPerSecond: 1 });
    const submitted = await shop.submit(textRows(60));
    await shop.emulator.advance(20_000);
    await stopRun(submitted, { bedrock: shop.bedrock });
    const run = await shop.finish(submitted);
    await changeShard(run, swapIds);

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3 });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });

  it('is not paid for again by a retry, and its outcomes are not saved', async () => {
    const answer = ({ recordId }: { recordId: string }) =>
      recordId === '00000003'
        ? { error: { errorCode: 429, errorMessage: 'slow down' } }
        : { embedding: [1], inputTextTokenCount: 3 };
    await using shop = await Workshop.open({ answer });
    const run = await shop.finish(await shop.submit(textRows(5)));
    const out = join(shop.folder, 'retry');
    await changeShard(run, swapIds);

    await expect(retryDataset(run, { s3: shop.s3, out })).rejects.toMatchObject({
      code: 'DATASET_CHANGED',
    });
    await changeShard(run, editId);
    await expect(saveOutcomes(run, { s3: shop.s3 })).rejects.toMatchObject({
      code: 'DATASET_CHANGED',
    });
  });
});
