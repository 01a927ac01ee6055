import type {
  JobOutcomes,
  Outcome,
  ReadOutcomesOptions,
  TriedRound,
} from '../../../results/index.ts';
import { folderForWaiting } from '../../outcomes/outcome-file.ts';
import type { Reading, ResultsFlags } from './reading.ts';
import { noteTaker } from './take-notes.ts';

/** What outcomes that were read come to. */
export interface OutcomesRead {
  readonly jobs: JobOutcomes[];
  readonly rounds: TriedRound[];
}

/** Reads the outcomes of a run, and gives those that were asked for. */
export async function* wantedOutcomes(
  reading: Reading,
  read: OutcomesRead,
): AsyncGenerator<Iterable<Outcome>> {
  const { outcomeBatches } = await import('../../../results/index.ts');
  const options: ReadOutcomesOptions = { ...(await readOptions(reading)), ...tellers(read) };
  const areTexts = reading.flags.summary !== true;
  yield* wanted(outcomeBatches(reading.run, { ...options, areTexts }), reading.flags);
}

/** Gives those of saved outcomes that were asked for. */
export async function* wantedSaved(
  { run, flags, answer }: Pick<Reading, 'run' | 'flags' | 'answer'>,
  read: OutcomesRead,
): AsyncGenerator<Iterable<Outcome>> {
  const { inBatches, readAllSaved } = await import('../../../results/index.ts');
  yield* wanted(inBatches(readAllSaved(run, { ...tellers(read), answer })), flags);
}

function tellers(read: OutcomesRead) {
  return {
    onJob: (job: JobOutcomes) => {
      read.jobs.push(job);
    },
    onRetries: (rounds: readonly TriedRound[]) => {
      read.rounds.push(...rounds);
    },
  };
}

async function* wanted(
  batches: AsyncIterable<Iterable<Outcome>>,
  flags: ResultsFlags,
): AsyncGenerator<Iterable<Outcome>> {
  const { incompleteReason } = await import('../../../results/index.ts');
  const isWanted = chosen(flags, incompleteReason);
  for await (const batch of batches) yield filtered(batch, isWanted);
}

function* filtered(
  batch: Iterable<Outcome>,
  isWanted: (outcome: Outcome) => boolean,
): Generator<Outcome> {
  for (const outcome of batch) if (isWanted(outcome)) yield outcome;
}

/** Tells what is wanted: everything, or the kinds that were asked for, and no more of them than that. */
function chosen(
  { failedOnly = false, incompleteOnly = false, limit, summary = false }: ResultsFlags,
  incompleteReason: (outcome: Outcome) => unknown,
): (outcome: Outcome) => boolean {
  const isKind = (outcome: Outcome) =>
    (!failedOnly && !incompleteOnly) ||
    (failedOnly && outcome.status !== 'succeeded') ||
    (incompleteOnly && incompleteReason(outcome) !== undefined);
  // a summary is of all outcomes, and shows no more than that
  if (limit === undefined || summary) return isKind;
  let left = limit;
  return (outcome) => {
    if (left === 0 || !isKind(outcome)) return false;
    left -= 1;
    return true;
  };
}

async function readOptions({
  rows,
  file,
  answer,
  reach,
  flags,
  session,
  forgotten,
}: Reading): Promise<ReadOutcomesOptions> {
  const { withRecord, partial, expectedBucketOwner, order } = flags;
  const { signal } = session;
  const onNote = noteTaker(session);
  const tmp = await folderForWaiting(file);
  const told = { signal, forgotten, onNote, tmp, answer };
  const options = { ...reach, withRecord, partial, expectedBucketOwner, order, ...told };
  if (rows === undefined) return options;
  const { sourceOf } = await import('../../../builders/index.ts');
  return { ...options, source: sourceOf(rows, flags) };
}
