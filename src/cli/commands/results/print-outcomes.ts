import { printableJson } from '../../../core/index.ts';
import type { Outcome } from '../../../results/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { formOf } from '../../outcomes/outcome-flags.ts';
import { outputReach } from '../../outcomes/output-reach.ts';
import { printLines } from '../../outcomes/print-lines.ts';
import { sayLeftOut } from '../../outcomes/say-left-out.ts';
import { timeoutLines } from '../../texts/job-text.ts';
import { anomalyLines, openRoundLines, totalsText } from '../../texts/outcome-text.ts';
import { requireOutputsAgree } from './outputs-agree.ts';
import { printSummary } from './print-summary.ts';
import type { Reading } from './reading.ts';
import { type OutcomesRead, wantedOutcomes } from './wanted-outcomes.ts';

/** Prints the outcomes of a run that were asked for, or writes them into a file, and says what they come to. */
export async function printOutcomes(reading: Reading): Promise<void> {
  const { file, session, flags } = reading;
  const form = { ...formOf(flags), onLeftOut: sayLeftOut(session) };
  const { outcomePieces, outcomeWriter, writePieces } = await import('../../../results/index.ts');
  const read: OutcomesRead = { jobs: [], rounds: [] };
  const batches = wantedOutcomes(reading, read);
  if (file === undefined) {
    if (flags.summary === true) await printSummary(batches, read, reading);
    else await printLines(outcomePieces(batches, await outcomeWriter(form)), session);
    return sumUp(reading, read);
  }
  // what does not come to Bedrock's counts is no file to go on with
  const checked = followed(batches, () => sumUp(reading, read));
  const { signal } = session;
  const pieces = outcomePieces(checked, await outcomeWriter(form));
  await writePieces(file, pieces, { s3: outputReach(reading.run, flags), signal });
  if (session.isJson) await session.printJson(file);
  else await session.print(file);
}

async function* followed(
  batches: AsyncIterable<Iterable<Outcome>>,
  end: () => Promise<void>,
): AsyncGenerator<Iterable<Outcome>> {
  yield* batches;
  await end();
}

/** Says what the outcomes come to, and what Bedrock's own numbers say against them. */
async function sumUp(reading: Reading, { jobs, rounds }: OutcomesRead): Promise<void> {
  const { run, reach, flags, session } = reading;
  const { sumOutcomes } = await import('../../../results/index.ts');
  const totals = sumOutcomes(jobs, run.dataset.manifest.rows?.rejected?.count, rounds);
  const ends = [...timeoutLines(run), ...openRoundLines(rounds)];
  const lines = [totalsText(totals), ...ends, ...anomalyLines(jobs)];
  for (const line of lines) session.say(line);
  const retries = rounds.length === 0 ? undefined : { rounds };
  if (session.isJson) session.complain(printableJson({ totals, jobs, ...retries }));
  if (flags.partial === true) return;
  const { acceptMissing = false } = flags;
  await requireOutputsAgree({ run, reach, session, jobs, acceptMissing });
  endWithin(totals, flags, session);
}
