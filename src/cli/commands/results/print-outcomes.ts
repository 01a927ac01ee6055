import { printableJson } from '../../../core/index.ts';
import type {
  JobOutcomes,
  Outcome,
  ReadOutcomesOptions,
  TriedRound,
} from '../../../results/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { folderForWaiting } from '../../outcomes/outcome-file.ts';
import { formOf } from '../../outcomes/outcome-flags.ts';
import { printLines } from '../../outcomes/print-lines.ts';
import { sayLeftOut } from '../../outcomes/say-left-out.ts';
import { timeoutLines } from '../../texts/job-text.ts';
import { anomalyLines, openRoundLines, totalsText } from '../../texts/outcome-text.ts';
import { requireOutputsAgree } from './outputs-agree.ts';
import type { Reading, ResultsFlags } from './reading.ts';
import { noteTaker } from './take-notes.ts';

/** Prints the outcomes of a run that were asked for, or writes them into a file, and says what they come to. */
export async function printOutcomes(reading: Reading): Promise<void> {
  const { file, session } = reading;
  const form = { ...formOf(reading.flags), onLeftOut: sayLeftOut(session) };
  const { writeOutcomes } = await import('../../../results/index.ts');
  const read: Read = { jobs: [], rounds: [] };
  const batches = wantedOutcomes(reading, read);
  if (file === undefined) {
    await printLines(batches, form, session);
    return sumUp(reading, read);
  }
  // what does not come to Bedrock's counts is no file to go on with
  await writeOutcomes(
    file,
    followed(batches, () => sumUp(reading, read)),
    form,
  );
  if (session.isJson) await session.printJson(file);
  else await session.print(file);
}

/** What outcomes that were read come to. */
interface Read {
  readonly jobs: JobOutcomes[];
  readonly rounds: TriedRound[];
}

async function* wantedOutcomes(reading: Reading, read: Read): AsyncGenerator<Iterable<Outcome>> {
  const { run, flags } = reading;
  const { incompleteReason, outcomeBatches } = await import('../../../results/index.ts');
  const isWanted = chosen(flags, incompleteReason);
  const options: ReadOutcomesOptions = {
    ...(await readOptions(reading)),
    onJob: (job) => read.jobs.push(job),
    onRetries: (rounds) => read.rounds.push(...rounds),
  };
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
  const { oneByOne } = await import('../../../results/index.ts');
  yield* oneByOne(batches);
  await end();
}

/** Says what the outcomes come to, and what Bedrock's own numbers say against them. */
async function sumUp(reading: Reading, { jobs, rounds }: Read): Promise<void> {
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
