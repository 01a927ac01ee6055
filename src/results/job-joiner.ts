import { lineOf, TOO_LONG, type Verdicts } from '../engine/index.ts';
import type { ModelFamily } from '../models/index.ts';
import type { InputIndex } from './input-index.ts';
import type { LeftOver } from './job-end.ts';
import type { OutcomeTally } from './outcome-tally.ts';
import { type LineOutcome, readOutputLine } from './output-line.ts';
import { type CountedRecords, RecordCount } from './record-count.ts';

/** An outcome and the position of its record in the job. */
export interface PlacedOutcome {
  readonly position: number;
  readonly outcome: LineOutcome & Partial<LeftOver>;
  /** JSON text of the output, where there is one. */
  readonly outputText?: string | undefined;
}

/**
 * Joins the output lines of one job to its records, whatever their order: each record gets its first line.
 *
 * Memory: two bytes per record besides the index.
 */
export class JobJoiner {
  readonly #index: InputIndex;
  readonly #family: ModelFamily | undefined;
  readonly #tally: OutcomeTally;
  readonly #seen: Uint8Array;
  readonly #count: RecordCount;
  #file = '';
  #line = 0;

  constructor(index: InputIndex, family: ModelFamily | undefined, tally: OutcomeTally) {
    this.#index = index;
    this.#family = family;
    this.#tally = tally;
    this.#seen = new Uint8Array(index.records);
    this.#count = new RecordCount(index.records);
  }

  /** @param file S3 URI, for what is reported about its lines. */
  startFile(file: string): void {
    this.#file = file;
    this.#line = 0;
  }

  push(block: Verdicts): readonly PlacedOutcome[] {
    const outcomes: PlacedOutcome[] = [];
    for (let index = 0; index < block.count; index += 1) {
      this.#line += 1;
      const placed = this.#join(lineOf(block, index), block.verdict[index] === TOO_LONG);
      if (placed !== undefined) outcomes.push(placed);
    }
    return outcomes;
  }

  /** What the lines so far come to. */
  get counted(): CountedRecords {
    return this.#count.finish();
  }

  /** Gives the records that no line spoke of what the job's end means for them. */
  *finish(left: LeftOver): Generator<PlacedOutcome> {
    for (let position = 0; position < this.#seen.length; position += 1) {
      if (this.#seen[position] === 0) yield { position, outcome: left };
    }
  }

  #join(bytes: Uint8Array, tooLong: boolean): PlacedOutcome | undefined {
    const line = tooLong ? ({ kind: 'unreadable' } as const) : readOutputLine(bytes, this.#family);
    if (line.kind === 'unreadable') return this.#odd('unreadable');
    const position = this.#index.positionOf(line.recordId);
    this.#count.add(position, line.content);
    if (position === undefined) return this.#odd('stranger', line.recordId);
    if (this.#seen[position] === 1) return this.#odd('duplicate', line.recordId);
    this.#seen[position] = 1;
    return { position, outcome: line.outcome, outputText: line.outputText };
  }

  #odd(kind: 'unreadable' | 'stranger' | 'duplicate', recordId?: string): undefined {
    this.#tally.addAnomaly({ kind, file: this.#file, line: this.#line, recordId });
  }
}
