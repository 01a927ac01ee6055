import type { Run } from '../../dataset/index.ts';
import { answerCheck } from '../answers/check-answer.ts';
import { isSourceOrder } from '../order/outcome-order.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { readLineWithoutRow, readWholeLine } from '../outcomes/saved-line.ts';
import {
  type LineWriter,
  type OutcomeFileOptions,
  type OutcomeWriter,
  outcomeWriter,
  takesLines,
} from '../table/outcome-writer.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { type OutcomePieces, outcomePieces } from './outcome-pieces.ts';
import { readSavedBest, type SavedReadingOptions, savedBlocks } from './read-saved-outcomes.ts';

/** Which saved outcomes are written, and how. */
export interface SavedFileOptions extends OutcomeFileOptions, SavedReadingOptions {}

/**
 * Gives the bytes of a file of saved outcomes. Where nothing in them changes, and their order does not, a table is made of their lines as they stand.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a format that there is not; in what is given, as {@link readSavedOutcomes} and making a table.
 */
export async function savedPieces(run: Run, options: SavedFileOptions): Promise<OutcomePieces> {
  return piecesOf(run, options, await outcomeWriter(options));
}

async function* piecesOf(
  run: Run,
  { order, tmp, jobs, answer }: SavedReadingOptions,
  writer: OutcomeWriter,
): OutcomePieces {
  const check = answerCheck({ answer });
  const tried = await TriedAgain.open(run, check);
  try {
    const areAsWritten = tried === undefined && check === undefined && !isSourceOrder({ order });
    if (areAsWritten && jobs === undefined && takesLines(writer))
      return yield* linePieces(run, writer, { withRows: true });
    const reading = { order, tmp, jobs };
    const outcomes = readSavedBest({ run, tried, check, onJob: undefined }, reading);
    return yield* outcomePieces(inBatches(outcomes), writer);
  } finally {
    tried?.close();
  }
}

/** Gives the bytes of saved outcomes as they stand, in their own order; of a table without their rows, where these are not wanted. */
export async function* linePieces(
  run: Run,
  writer: LineWriter,
  { withRows }: { readonly withRows: boolean },
): OutcomePieces {
  const reading = { withRows, read: withRows ? readWholeLine : readLineWithoutRow };
  let count = 0;
  for await (const block of savedBlocks(run)) {
    writer.addLines(block, reading);
    count += block.count;
    if (writer.isFull) yield writer.take();
  }
  yield writer.finish();
  return count;
}
