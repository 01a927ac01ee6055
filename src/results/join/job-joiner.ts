import { lineOf, TOO_LONG, type Verdicts } from '../../engine/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import type { InputIndex } from '../inputs/input-index.ts';
import type { LeftOver } from '../outcomes/job-end.ts';
import type { OutputAnomaly } from '../outcomes/job-outcomes.ts';
import { type CountedRecords, RecordCount } from '../outcomes/record-count.ts';
import { FoundLines } from '../outputs/found-line.ts';
import { longestOutput } from '../outputs/longest-output.ts';
import { type OutputLine, readOutputLine } from '../outputs/output-line.ts';
import { HeldOutcomes } from './held-outcomes.ts';
import type { OutcomeTally } from './outcome-tally.ts';
import type { PlacedOutcome } from './placed-outcome.ts';

type ReadLine = Extract<OutputLine, { readonly kind: 'read' }>;

/** What the best line of a record says; only a success needs no look at the lines behind it. */
const NONE = 0;
const FAILED = 1;
const SUCCEEDED = 2;

/**
 * Joins the output lines of one job to its records, whatever their order: each record gets its first success, and where there
 * is none its first failure.
 *
 * Successes are given at once, failures once all lines are read. Answers are compared by a hash. Memory: five
 * bytes per record besides the index, and what {@link HeldOutcomes} takes.
 */
export class JobJoiner {
  readonly #index: InputIndex;
  readonly #family: ModelFamily | undefined;
  readonly #tally: OutcomeTally;
  /** For each record a hash of the answer in its best line. */
  readonly #answers: Uint32Array;
  readonly #count: RecordCount;
  readonly #held = new HeldOutcomes();
  readonly #files: string[] = [];
  #line = 0;

  constructor(index: InputIndex, family: ModelFamily | undefined, tally: OutcomeTally) {
    this.#index = index;
    this.#family = family;
    this.#tally = tally;
    this.#answers = new Uint32Array(index.records);
    this.#count = new RecordCount(index.records);
  }

  /** @param file S3 URI, for what is reported about its lines. */
  startFile(file: string): void {
    this.#files.push(file);
    this.#line = 0;
  }

  push(block: Verdicts): readonly PlacedOutcome[] {
    const outcomes: PlacedOutcome[] = [];
    const found = new FoundLines(block);
    for (let index = 0; index < block.count; index += 1) {
      this.#line += 1;
      const isTooLong = block.verdict[index] === TOO_LONG;
      const placed =
        !isTooLong && found.has(index)
          ? this.#joinFound(found, index)
          : this.#join(lineOf(block, index), isTooLong);
      if (placed !== undefined) outcomes.push(placed);
    }
    return outcomes;
  }

  /** Bytes that a line of an output has at most. */
  get mostLineBytes(): number {
    return longestOutput(this.#index.longest);
  }

  /** What the lines so far come to. */
  get counted(): CountedRecords {
    return this.#count.finish();
  }

  /** Gives the outcomes that no better line came for, as far as they are in memory. */
  held(): Generator<PlacedOutcome> {
    return this.#held.kept();
  }

  /** Lines of a file with the other ones, 1-based, each with the position of its record. */
  awaited(file: number): ReadonlyMap<number, number> {
    return this.#held.awaited(file);
  }

  /** Reads a line again whose outcome was held. */
  readAgain(bytes: Uint8Array): PlacedOutcome | undefined {
    const line = readOutputLine(bytes, this.#family);
    if (line.kind !== 'read') return undefined;
    const position = this.#index.positionOf(line.recordId);
    return position === undefined ? undefined : placedOf(position, line);
  }

  /** Gives the records that no line spoke of what the job's end means for them. */
  *finish(left: LeftOver): Generator<PlacedOutcome> {
    for (let position = 0; position < this.#index.records; position += 1) {
      if (this.#count.rankOf(position) !== NONE) continue;
      yield { position, recordId: this.#index.recordIdAt(position), outcome: left };
    }
  }

  #join(bytes: Uint8Array, tooLong: boolean): PlacedOutcome | undefined {
    const line: OutputLine = tooLong ? { kind: 'unreadable' } : readOutputLine(bytes, this.#family);
    if (line.kind === 'blank') return undefined;
    if (line.kind === 'unreadable') return this.#odd('unreadable', this.#place());
    return this.#joinRead(line, this.#index.positionOf(line.recordId));
  }

  #joinFound(found: FoundLines, index: number): PlacedOutcome | undefined {
    const line = found.read(index, this.#family);
    if (line.kind !== 'read') return this.#odd('unreadable', this.#place());
    const position = this.#index.positionOfId(found.idOf(index));
    return this.#joinRead(line, position, found.outputOf(index));
  }

  #joinRead(
    line: ReadLine,
    position: number | undefined,
    outputBytes?: Uint8Array,
  ): PlacedOutcome | undefined {
    this.#count.add(position, line.content);
    if (position === undefined) return this.#odd('stranger', this.#place(line.recordId));
    return this.#rank(position, line, outputBytes);
  }

  #rank(
    position: number,
    line: ReadLine,
    outputBytes: Uint8Array | undefined,
  ): PlacedOutcome | undefined {
    const rank = line.outcome.status === 'succeeded' ? SUCCEEDED : FAILED;
    const before = this.#count.rankOf(position);
    const answer = rank === SUCCEEDED ? (line.answer ?? 0) : 0;
    const areBoth = rank === SUCCEEDED && before === SUCCEEDED;
    const isConflict = areBoth && answer !== this.#answers[position];
    const kind = isConflict ? 'conflict' : 'duplicate';
    if (rank <= before) return this.#odd(kind, this.#place(line.recordId));
    const beaten = before === NONE ? undefined : this.#held.drop(position);
    if (beaten !== undefined) {
      const file = this.#files[beaten.file] ?? '';
      this.#odd(kind, { file, line: beaten.line, recordId: line.recordId });
    }
    this.#count.setRank(position, rank);
    this.#answers[position] = answer;
    if (rank === SUCCEEDED) return placedOf(position, line, outputBytes);
    this.#held.hold(placedOf(position, line), { file: this.#files.length - 1, line: this.#line });
    return undefined;
  }

  #place(recordId?: string): Omit<OutputAnomaly, 'kind'> {
    return { file: this.#files.at(-1) ?? '', line: this.#line, recordId };
  }

  #odd(kind: OutputAnomaly['kind'], place: Omit<OutputAnomaly, 'kind'>): undefined {
    this.#tally.addAnomaly({ kind, ...place });
  }
}

/** @param outputBytes Only of an outcome that is given at once. */
function placedOf(
  position: number,
  { recordId, outcome, outputText }: ReadLine,
  outputBytes?: Uint8Array,
): PlacedOutcome {
  return { position, recordId, outcome, outputText, outputBytes };
}
