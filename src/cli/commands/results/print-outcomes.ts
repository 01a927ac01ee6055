import { printableJson } from '../../../core/index.ts';
import type { JobOutcomes, Outcome, ReadOutcomesOptions } from '../../../results/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { folderForWaiting } from '../../outcomes/outcome-file.ts';
import { printLines } from '../../outcomes/print-lines.ts';
import { anomalyLines, totalsText } from '../../texts/outcome-text.ts';
import { requireOutputsAgree } from './outputs-agree.ts';
import type { Reading, ResultsFlags } from './reading.ts';
import { noteTaker } from './take-notes.ts';

/** Prints the outcomes of a run that were asked for, or writes them into a file, and says what they come to. */
export async function printOutcomes(reading: Reading): Promise<void> {
  const { file, session } = reading;
  const { writeOutcomes } = await import('../../../results/index.ts');
  const jobs: JobOutcomes[] = [];
  const batches = wantedOutcomes(reading, (job) => jobs.push(job));
  if (file === undefined) {
    await printLines(batches, session);
    return sumUp(reading, jobs);
  }
  // what does not come to Bedrock's counts is no file to go on with
  await writeOutcomes(
    file,
    followed(batches, () => sumUp(reading, jobs)),
  );
  if (session.isJson) await session.printJson(file);
  else await session.print(file);
}

async function* wantedOutcomes(
  reading: Reading,
  onJob: (job: JobOutcomes) => void,
): AsyncGenerator<Iterable<Outcome>> {
  const { run, flags } = reading;
  const { incompleteReason, outcomeBatches } = await import('../../../results/index.ts');
  const isWanted = chosen(flags, incompleteReason);
  const options = { ...(await readOptions(reading)), onJob };
  for await (const batch of outcomeBatches(run, options)) yield filtered(batch, isWanted);
}

function* filtered(
  batch: Iterable<Outcome>,
  isWanted: (outcome: Outcome) => boolean,
): Generator<Outcome> {
  for (const outcome of batch) if (isWanted(outcome)) yield outcome;
}

async function* followed(
  batches: AsyncIterable<Iterable<Outcome>>,
  end: () => Promise<void>,
): AsyncGenerator<Outcome> {
  for await (const batch of batches) yield* batch;
  await end();
}

/** Says what the outcomes come to, and what Bedrock's own numbers say against them. */
async function sumUp(reading: Reading, jobs: readonly JobOutcomes[]): Promise<void> {
  const { run, reach, flags, session } = reading;
  const { sumOutcomes } = await import('../../../results/index.ts');
  const totals = sumOutcomes(jobs, run.dataset.manifest.rows?.rejected?.count);
  for (const line of [totalsText(totals), ...anomalyLines(jobs)]) session.say(line);
  if (session.isJson) session.complain(printableJson({ totals, jobs }));
  if (flags.partial === true) return;
  const { acceptMissing = false } = flags;
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
  file,
  reach,
  flags,
  session,
  forgotten,
}: Reading): Promise<ReadOutcomesOptions> {
  const { withRecord, partial, expectedBucketOwner, order } = flags;
  const { signal } = session;
  const onNote = noteTaker(session);
  const tmp = await folderForWaiting(file);
  const told = { signal, forgotten, onNote, tmp };
  const options = { ...reach, withRecord, partial, expectedBucketOwner, order, ...told };
  if (rows === undefined) return options;
  const { sourceOf } = await import('../../../builders/index.ts');
  return { ...options, source: sourceOf(rows, flags) };
}
