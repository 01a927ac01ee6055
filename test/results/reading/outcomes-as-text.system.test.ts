import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { csv, fromIterable, jsonl, type Source } from '../../../src/builders/index.ts';
import {
  formatOutcome,
  type Outcome,
  outcomeBatches,
  type ReadOutcomesOptions,
  readOutcomes,
} from '../../../src/results/index.ts';
import { OutcomeLines } from '../../../src/results/outcomes/outcome-lines.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

const COUNT = 25;
const cell = (row: number) =>
  row % 3 === 0 ? `"${row}, ""quoted""\r\nnext"` : `日本 ${row} \u2028 12345678901234567890`;
const table = (row: number, more = '') => `id ${row},${cell(row)}${more},x\n`;
const tableOf = (more: (row: number) => string) =>
  `id,text,10\n${Array.from({ length: COUNT }, (_, row) => table(row, more(row))).join('')}`;
const films = () => csv(bytesOf(tableOf(() => '')));
const options = {
  id: '{{id}}',
  quotas: { minRecordsPerJob: 1, recordsPerJob: 10, recordsPerFile: 10 },
};

/** One for each test. */
async function openShop(): Promise<Workshop> {
  const shop = await Workshop.open();
  onTestFinished(() => shop[Symbol.asyncDispose]());
  return shop;
}

type Run = Parameters<typeof readOutcomes>[0];

/** All outcomes as values, and as lines of text; and how many of the latter have a row that is a value. */
async function bothWays(run: Run, reading: ReadOutcomesOptions) {
  const values: string[] = [];
  for await (const outcome of readOutcomes(run, reading)) values.push(formatOutcome(outcome));
  const lines = new OutcomeLines();
  let rows = 0;
  const count = (outcome: Outcome) => {
    if (Object.hasOwn(outcome, 'row')) rows += 1;
  };
  for await (const batch of outcomeBatches(run, { ...reading, areTexts: true }))
    for (const outcome of batch) {
      count(outcome);
      lines.add(outcome);
    }
  const texts = Buffer.from(lines.take()).toString().trimEnd().split('\n');
  return { values, texts, rows };
}

const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

describe('outcomes that are read as text', () => {
  it('are the same, with a table, with records, in either order, and from files of any size', async () => {
    const shop = await openShop();
    const run = await shop.finish(await shop.submit(films(), options));
    const { s3 } = shop;
    const tmp = tmpdir();

    for (const more of [{}, { withRecord: true }, { order: 'source' as const }]) {
      const { values, texts, rows } = await bothWays(run, { s3, source: films(), tmp, ...more });

      expect(values).toHaveLength(COUNT);
      expect(parsed(texts)).toEqual(parsed(values));
      expect(texts.map((line) => Object.keys(JSON.parse(line)))).toEqual(
        values.map((line) => Object.keys(JSON.parse(line))),
      );
      // those in the order of the source were lines in between
      expect(rows).toBe('order' in more ? COUNT : 0);
    }
  });

  it('are the same where the rows are values all the same', async () => {
    const shop = await openShop();
    const rows = Array.from({ length: COUNT }, (_, row) => ({ id: `id ${row}`, text: `t ${row}` }));
    const run = await shop.finish(await shop.submit(fromIterable(rows), options));
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const sources: readonly (() => Source)[] = [
      () => fromIterable(rows),
      () => jsonl(bytesOf(lines)),
      () => jsonl(bytesOf(lines.split('\n').toReversed().join('\n'))),
    ];

    for (const source of sources) {
      const reading = { s3: shop.s3, tmp: tmpdir() };
      const values = await bothWays(run, { ...reading, source: source() });
      expect(parsed(values.texts)).toEqual(parsed(values.values));
      expect(values.values[0]).toContain('"row":{');
    }
  });

  it('are none where a row is another one, and the same is said', async () => {
    const shop = await openShop();
    const run = await shop.finish(await shop.submit(films(), { ...options, id: 'row' }));
    const changed = () => csv(bytesOf(tableOf((row) => (row === 17 ? '!' : ''))));
    const short = () =>
      csv(
        bytesOf(
          tableOf(() => '')
            .split('\n')
            .slice(0, 9)
            .join('\n'),
        ),
      );

    for (const source of [changed, short]) {
      const reading = { s3: shop.s3, source: source(), tmp: tmpdir() };
      const said = async (all: AsyncIterable<unknown>) => {
        for await (const _one of all) throw new Error('An outcome was given');
      };
      const error = await said(readOutcomes(run, reading)).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 'SOURCE_DIFFERS' });
      await expect(said(outcomeBatches(run, { ...reading, areTexts: true }))).rejects.toEqual(
        error,
      );
    }
  });
});
