import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeTable, type OutcomeTableOptions } from './outcome-table.ts';

const MOST_UNITS = 1 << 16;

/** Makes bytes of a table of outcomes. Memory: 64 KiB, and as {@link OutcomeTable}. */
export class TableWriter {
  readonly #table: OutcomeTable;
  #text = '';

  constructor(options: OutcomeTableOptions) {
    this.#table = new OutcomeTable(options);
  }

  get isFull(): boolean {
    return this.#text.length >= MOST_UNITS;
  }

  add(outcome: Outcome): void {
    this.#text += this.#table.add(outcome);
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    return bytes;
  }

  finish(): Uint8Array {
    this.#text += this.#table.finish();
    return this.take();
  }
}
