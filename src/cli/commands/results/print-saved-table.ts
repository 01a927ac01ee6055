import { endWithin } from '../../flags/outcome-limits.ts';
import { formOf } from '../../outcomes/outcome-flags.ts';
import { outputReach } from '../../outcomes/output-reach.ts';
import { printLines } from '../../outcomes/print-lines.ts';
import { sayLeftOut } from '../../outcomes/say-left-out.ts';
import { timeoutLines } from '../../texts/job-text.ts';
import { totalsText } from '../../texts/outcome-text.ts';
import type { Reading } from './reading.ts';

type SavedReading = Pick<Reading, 'run' | 'file' | 'answer' | 'flags' | 'session'>;

/**
 * Makes the table of the lines that are saved, and says what they come to, as `results` does of the outputs: with the same columns, so without the rows.
 * Nothing is asked of AWS.
 *
 * @returns False where nothing was done: something else is wanted than a table of all outcomes, or what is saved may not be what the outputs say.
 */
export async function printSavedTable(reading: SavedReading): Promise<boolean> {
  const { run, file, flags, session } = reading;
  const { areSavedWithoutDoubt, linePieces, outcomeWriter, takesLines, writePieces } = await import(
    '../../../results/index.ts'
  );
  if (!isOfAll(reading) || !(await areSavedWithoutDoubt(run))) return false;
  const writer = await outcomeWriter({ ...formOf(flags), onLeftOut: sayLeftOut(session) });
  if (!takesLines(writer)) return false;
  const pieces = linePieces(run, writer, { withRows: false });
  if (file === undefined) await printLines(pieces, session);
  else await writePieces(file, pieces, { s3: outputReach(run, flags), signal: session.signal });
  await sumUpSaved(reading);
  if (file !== undefined) await session.print(file);
  return true;
}

async function sumUpSaved({ run, flags, session }: SavedReading): Promise<void> {
  const { savedSums, sumOutcomes } = await import('../../../results/index.ts');
  const rejected = run.dataset.manifest.rows?.rejected?.count;
  const totals = sumOutcomes(savedSums(run.state.jobs), rejected);
  for (const line of [totalsText(totals), ...timeoutLines(run)]) session.say(line);
  endWithin(totals, flags, session);
}

/** Whether all outcomes are wanted as they are saved; with `--json` more is said of the jobs than what is kept of them. */
function isOfAll({ flags, answer, session }: SavedReading): boolean {
  const { source, withRecord, failedOnly, incompleteOnly, limit, partial, order, retry } = flags;
  const asked = [source, withRecord, failedOnly, incompleteOnly, limit, partial, retry, answer];
  return asked.every((one) => one === undefined) && order !== 'source' && !session.isJson;
}
