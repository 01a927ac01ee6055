import { DatasetError, quote } from '../../core/index.ts';
import { TextSpool } from '../../io/index.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeIn } from '../outcomes/saved-line.ts';
import type { OutcomePlaces, PlaceSpan } from './outcome-places.ts';

/** An outcome and where it stands. */
export interface InPlace {
  readonly place: number;
  readonly outcome: Outcome;
}

/**
 * Keeps outcomes as lines of JSON until those before them have come.
 *
 * Memory: twelve bytes for each place; the lines themselves where no folder is named for them.
 */
export class OutcomeSpool {
  readonly #places: OutcomePlaces;
  readonly #span: PlaceSpan;
  readonly #lines: TextSpool;

  /** @param folder Where the file is made that the lines go to. */
  constructor(places: OutcomePlaces, span: PlaceSpan, folder: string | undefined) {
    this.#places = places;
    this.#span = span;
    this.#lines = new TextSpool(folder, 'outcomes', span.last - span.first + 1);
  }

  /** @throws {DatasetError} `DATASET_CHANGED` where there is no such record, or it has an outcome already. */
  put(outcome: Outcome): void {
    const { first, last } = this.#span;
    const place = this.#places.placeOf(outcome) ?? 0;
    const number = place - first + 1;
    if (place < first || place > last || this.#lines.has(number)) throw misplaced(outcome);
    this.#lines.put(number, formatOutcome(outcome));
  }

  /** Gives all of them in the order of their places. */
  *inOrder(): Generator<InPlace> {
    const { first, last } = this.#span;
    for (let place = first; place <= last; place += 1) {
      const line = this.#lines.at(place - first + 1);
      if (line !== undefined) yield { place, outcome: outcomeIn(line) };
    }
  }

  *outcomes(): Generator<Outcome> {
    for (const { outcome } of this.inOrder()) yield outcome;
  }

  close(): void {
    this.#lines.close();
  }
}

function misplaced({ shard = '', line, recordId }: Outcome): DatasetError {
  const message = `The outcome of ${quote(recordId)} says that its record is in line ${line} of ${quote(shard, 200)}, where the dataset has no record that is without one`;
  return new DatasetError('DATASET_CHANGED', message, {
    path: shard,
    hint: 'Read the outcomes in the order of the outputs, or put the shards back as they were submitted',
  });
}
