import type { Session } from '../session/session.ts';
import { UsageError } from '../session/usage-error.ts';
import { formatOf, type OutcomeFlags, STDOUT } from './outcome-flags.ts';

/**
 * Refuses a form that outcomes cannot be written in, before anything is asked for or paid.
 *
 * @throws {UsageError} for Parquet that a terminal would get.
 * @throws {InvalidOptionError} `INVALID_OPTION` where what writes Parquet is not installed.
 */
export async function requireForm(flags: OutcomeFlags, session: Session): Promise<void> {
  if (formatOf(flags) !== 'parquet') return;
  const { output = STDOUT } = flags;
  if (output === STDOUT && session.streams.stdout.isTTY === true)
    throw new UsageError('Parquet is nothing that a terminal can show', {
      hint: 'Name a file, as in -o outcomes.parquet, or send stdout into one',
    });
  await (await import('../../results/index.ts')).loadParquetPackage();
}
