import { tmpdir } from 'node:os';
import { printableJson } from '../../../core/index.ts';
import type { JobOutcomes, Outcome, ReadOutcomesOptions } from '../../../results/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { anomalyLines, totalsText } from '../../texts/outcome-text.ts';
import { requireOutputsAgree } from './outputs-agree.ts';
import type { Reading, ResultsFlags } from './reading.ts';
import { noteTaker } from './take-notes.ts';

/** Outcomes are written in batches: waiting once for each would take longer than reading them. */
const BATCH_UNITS = 1 << 16;

/** Prints the outcomes of a run that were asked for, and says what they come to. */
export async function printOutcomes(reading: Reading): Promise<void> {
  const { run, reach, flags, session } = reading;
  const { acceptMissing = false } = flags;
  const { formatOutcome, incompleteReason, readOutcomes, sumOutcomes } = await import(
    '../../../results/index.ts'
  );
  const isWanted = chosen(flags, incompleteReason);
  const jobs: JobOutcomes[] = [];
  const options = await readOptions(reading);
  let lines = '';
  for await (const outcome of readOutcomes(run, { ...options, onJob: (job) => jobs.push(job) })) {
    if (isWanted(outcome)) lines += `${formatOutcome(outcome)}\n`;
    if (lines.length < BATCH_UNITS) continue;
    await session.write(lines);
    lines = '';
  }
  await session.write(lines);
  const totals = sumOutcomes(jobs, run.dataset.manifest.rows?.rejected?.count);
  for (const line of [totalsText(totals), ...anomalyLines(jobs)]) session.say(line);
  if (session.isJson) session.complain(printableJson({ totals, jobs }));
  if (flags.partial === true) return;
  await requireOutputsAgree({ run, reach, session, jobs, acceptMissing });
  endWithin(totals, flags, session);
}

/** Gives what is printed: everything, or the kinds that were asked for. */
function chosen(
  { failedOnly = false, incompleteOnly = false }: ResultsFlags,
  incompleteReason: (outcome: Outcome) => unknown,
): (outcome: Outcome) => boolean {
  if (!failedOnly && !incompleteOnly) return () => true;
  return (outcome) =>
    (failedOnly && outcome.status !== 'succeeded') ||
    (incompleteOnly && incompleteReason(outcome) !== undefined);
}

async function readOptions({
  rows,
  reach,
  flags,
  session,
  forgotten,
}: Reading): Promise<ReadOutcomesOptions> {
  const { withRecord, partial, expectedBucketOwner } = flags;
  const { signal } = session;
  const onNote = noteTaker(session);
  const options = { ...reach, withRecord, partial, expectedBucketOwner, signal, forgotten, onNote };
  if (rows === undefined) return options;
  const { sourceOf } = await import('../../../builders/index.ts');
  return { ...options, source: sourceOf(rows, flags), tmp: tmpdir() };
}
