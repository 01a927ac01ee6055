import { type Command, InvalidArgumentError, Option } from 'commander';
import { countOf, formatCount } from '../../core/index.ts';
import type { OutcomeTotals } from '../../results/index.ts';
import { exitCodes } from '../session/exit-code.ts';
import type { Session } from '../session/session.ts';
import { incompleteCount } from '../texts/outcome-text.ts';

/** How many records may come to an end: a number, or a share of all. */
export type RecordLimit = { readonly count: number } | { readonly percent: number };

/** Flags that say how many records may not succeed, and how many may be incomplete. */
export interface LimitFlags {
  readonly maxFailed: RecordLimit;
  /** Undefined: as many as there are. */
  readonly maxIncomplete?: RecordLimit | undefined;
}

/** Adds the flags that bound what a run may come to. */
export function addLimitFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--max-failed <number|percent>', 'exit with 4 where more records did not succeed')
        .argParser(parseLimit)
        .default({ count: 0 }, '0'),
    )
    .addOption(
      new Option(
        '--max-incomplete <number|percent>',
        'exit with 4 where more answers were cut off, filtered or refused; default: no limit',
      ).argParser(parseLimit),
    );
}

/** Reads `N` or `N%`. */
export function parseLimit(text: string): RecordLimit {
  if (/^\d+$/.test(text)) return { count: Number(text) };
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return { percent: Number(percent) };
  throw new InvalidArgumentError('Write a number of records, or a share such as 1%');
}

/** Ends the command with 4, and says why, where a run's outcomes go over a limit. */
export function endWithin(totals: OutcomeTotals, limits: LimitFlags, session: Session): void {
  const { records, counts, incomplete } = totals;
  const rows = records + counts.rejected;
  const failed = rows - counts.succeeded;
  const cut = incompleteCount(incomplete);
  const { maxFailed, maxIncomplete } = limits;
  if (isOver(failed, maxFailed, rows)) {
    const of = countOf(rows, counts.rejected === 0 ? 'record' : 'row');
    const found = `${formatCount(failed)} of ${of} did not succeed`;
    endOver(found, `--max-failed ${limitText(maxFailed)}`, session);
  }
  if (maxIncomplete !== undefined && isOver(cut, maxIncomplete, records)) {
    const found = `${countOf(cut, 'answer')} of ${countOf(records, 'record')} ${cut === 1 ? 'is' : 'are'} incomplete`;
    endOver(found, `--max-incomplete ${limitText(maxIncomplete)}`, session);
  }
}

function endOver(found: string, limit: string, session: Session): void {
  session.say(`${found}, more than ${limit} allows`);
  session.exitCode = exitCodes.notSucceeded;
}

/** Writes a limit as it is given. */
export function limitText(limit: RecordLimit): string {
  return 'count' in limit ? formatCount(limit.count) : `${limit.percent}%`;
}

/** Tells whether so many of the records are more than a limit allows. */
export function isOver(found: number, most: RecordLimit, records: number): boolean {
  return 'count' in most ? found > most.count : found * 100 > most.percent * records;
}
