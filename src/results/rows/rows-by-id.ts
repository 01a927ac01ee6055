import {
  parseTemplate,
  type Row,
  renderTemplate,
  type Source,
  type Template,
} from '../../builders/index.ts';
import { quote } from '../../core/index.ts';
import type { InputIndex } from '../inputs/input-index.ts';
import type { JobPlaces } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import type { RowProof } from './row-proof.ts';

/** How rows are found by id. */
interface ById {
  /** Template that made the ids. */
  readonly id: string;
  readonly proof: RowProof;
  readonly signal: AbortSignal | undefined;
}

/** A row with the id of a record that was made of another one. */
interface OtherRow {
  readonly row: Row;
  readonly recordId: string;
}

/**
 * Finds the rows of one job at a time by their ids in a source whose rows stand in another order, each proven.
 *
 * The source is read once for each job. Memory: the rows of one job and eight bytes for each (for each of the dataset, where rows share
 * answers), and as many again that have the id of one of them.
 */
export class RowsById implements JobRows {
  readonly isInOrder = false;
  readonly #source: Source;
  readonly #template: Template;
  readonly #proof: RowProof;
  readonly #signal: AbortSignal | undefined;
  #held = new Map<number, unknown>();
  /** Rows that have the id of a record and are not the row it was made of; a row that is may still come. */
  #others = new Map<number, OtherRow>();

  constructor(source: Source, { id, proof, signal }: ById) {
    this.#source = source;
    this.#template = parseTemplate(id, 'id');
    this.#proof = proof;
    this.#signal = signal;
  }

  async hold(places: JobPlaces, index: InputIndex): Promise<void> {
    this.#held = new Map();
    this.#others = new Map();
    const { first, last } = places.span;
    this.#proof.kept.load(first, last);
    for await (const batch of this.#source.rows({ signal: this.#signal })) {
      for (const row of batch) this.#take(row, places, index);
    }
    for (const place of places.sorted()) {
      if (!this.#held.has(place)) throw this.#gone(place);
    }
    this.#others = new Map();
  }

  valueOf(place: number): unknown {
    return this.#held.get(place);
  }

  async close(): Promise<void> {}

  #take(row: Row, places: JobPlaces, index: InputIndex): void {
    const recordId = renderTemplate(this.#template, row).text;
    const position = index.positionOf(recordId);
    const record = position === undefined ? undefined : index.placeAt(position).row;
    const place = record === undefined ? places.placeOfId(recordId) : places.placeOf(record);
    if (place === undefined) return;
    if (this.#proof.isRow(row, place)) this.#held.set(place, row.value);
    else if (!this.#others.has(place)) this.#others.set(place, { row, recordId });
  }

  #gone(place: number) {
    const other = this.#others.get(place);
    if (other !== undefined) {
      const why = `is not the row that the record ${quote(other.recordId)} was made of`;
      return this.#proof.differs(other.row, why);
    }
    const row = this.#proof.numberOf(place);
    const what = `No row of the source has the id of row ${row} of the source that the dataset was built from`;
    return this.#proof.error(what, { row });
  }
}
