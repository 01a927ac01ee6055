import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeTable, type OutcomeTableOptions } from './outcome-table.ts';

const BATCH_UNITS = 1 << 16;

/**
 * Writes outcomes as one table in CSV, by RFC 4180 and in UTF-8.
 *
 * Numbers stay numbers, an empty text is `""`, what is not there is an empty cell, lists and objects are JSON. Text that a spreadsheet would
 * run as a formula, by OWASP's page on CSV injection (2026-11), gets an apostrophe in front, unless `rawCells` is true. Half of a surrogate
 * pair becomes U+FFFD.
 *
 * Memory: 64 KiB, and the first 1,000 outcomes, or those with 4 Mi characters of answers, until the columns are known.
 *
 * @param outcomes Such as those of {@link readOutcomes} or {@link readSavedOutcomes}.
 * @param options Which columns, and how cells are written.
 * @yields Whole lines, some 64 KiB at once.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a column that neither an outcome nor a row has, before anything is given.
 *
 * @example A formula in an answer
 * ```ts
 * import { type Outcome, outcomesToCsv } from 'bedrock-batch/results';
 *
 * // as well: readSavedOutcomes(run, { order: 'source' })
 * async function* outcomes(): AsyncGenerator<Outcome> {
 *   yield { recordId: '1', status: 'succeeded', text: '=1+1', row: { price: -5 } };
 * }
 * let csv = '';
 * for await (const lines of outcomesToCsv(outcomes(), { columns: ['recordId', 'text', 'price'] })) csv += lines;
 *
 * console.assert(csv === "recordId,text,price\r\n1,'=1+1,-5\r\n");
 * ```
 */
export async function* outcomesToCsv(
  outcomes: AsyncIterable<Outcome>,
  options: OutcomeTableOptions = {},
): AsyncGenerator<string, void, undefined> {
  const table = new OutcomeTable(options);
  let lines = '';
  for await (const outcome of outcomes) {
    lines += table.add(outcome);
    if (lines.length < BATCH_UNITS) continue;
    yield lines.toWellFormed();
    lines = '';
  }
  yield (lines + table.finish()).toWellFormed();
}
