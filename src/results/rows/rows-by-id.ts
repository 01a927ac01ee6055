import {
  parseTemplate,
  type Row,
  renderTemplate,
  type Source,
  type Template,
} from '../../builders/index.ts';
import { quote } from '../../core/index.ts';
import type { InputIndex } from '../inputs/input-index.ts';
import type { JobRows, RowSpan } from './job-rows.ts';
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
 * The source is read once for each job. Memory: the rows of one job and eight bytes for each, and as many again that have the id of one of them.
 */
export class RowsById implements JobRows {
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

  async hold({ first, last }: RowSpan, index: InputIndex): Promise<void> {
    this.#held = new Map();
    this.#others = new Map();
    this.#proof.kept.load(first, last);
    for await (const batch of this.#source.rows({ signal: this.#signal })) {
      for (const row of batch) this.#take(row, index);
    }
    for (let row = first; row <= last; row += 1) {
      if (!this.#held.has(row)) throw this.#gone(row);
    }
    this.#others = new Map();
  }

  valueOf(row: number): unknown {
    return this.#held.get(row);
  }

  async close(): Promise<void> {}

  #take(row: Row, index: InputIndex): void {
    const recordId = renderTemplate(this.#template, row).text;
    const position = index.positionOf(recordId);
    const number = position === undefined ? undefined : index.placeAt(position).row;
    if (number === undefined) return;
    if (this.#proof.isRow(row, number)) this.#held.set(number, row.value);
    else if (!this.#others.has(number)) this.#others.set(number, { row, recordId });
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
