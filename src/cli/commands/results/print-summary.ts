import type { Outcome } from '../../../results/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { timeoutLines } from '../../texts/job-text.ts';
import { openRoundLines, totalsText } from '../../texts/outcome-text.ts';
import { costOfRun } from '../estimate/cost-of-run.ts';
import type { Reading } from './reading.ts';
import { summaryText } from './summary-text.ts';
import { type OutcomesRead, wantedSaved } from './wanted-outcomes.ts';

/** Outcomes that a terminal shows where nobody says how many. */
const SHOWN = 10;

/** Prints what outcomes come to, with examples, and what they have cost. */
export async function printSummary(
  batches: AsyncIterable<Iterable<Outcome>>,
  read: OutcomesRead,
  { run, flags, session }: Pick<Reading, 'run' | 'flags' | 'session'>,
): Promise<void> {
  const isTerminal = session.streams.stdout.isTTY === true && !session.isJson;
  const first = flags.limit ?? (isTerminal ? SHOWN : 0);
  const { summarizeBatches } = await import('../../../results/index.ts');
  const summary = await summarizeBatches(batches, { first });
  const cost = await costOfRun(run, { ...read, ...flags });
  if (session.isJson) return session.printJson({ ...summary, cost });
  await session.print(summaryText({ summary, cost }, session.widthOf('stdout')));
}

/** Prints the same of a run whose outcomes are all saved for good; nothing is asked of AWS. */
export async function printSavedSummary({
  run,
  flags,
  answer,
  session,
}: Pick<Reading, 'run' | 'flags' | 'answer' | 'session'>): Promise<void> {
  const read: OutcomesRead = { jobs: [], rounds: [] };
  await printSummary(wantedSaved({ run, flags, answer }, read), read, { run, flags, session });
  const { sumOutcomes } = await import('../../../results/index.ts');
  const rejected = run.dataset.manifest.rows?.rejected?.count;
  const totals = sumOutcomes(read.jobs, rejected, read.rounds);
  const lines = [totalsText(totals), ...timeoutLines(run), ...openRoundLines(read.rounds)];
  for (const line of lines) session.say(line);
  endWithin(totals, flags, session);
}
