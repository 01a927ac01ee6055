import type { CsvColumn, CsvLinesOptions, MemberPath } from './csv-column.ts';

/** The module knows no more keys than these, and none that is longer. */
export const MOST_KEYS = 1023;
export const LONGEST_KEY = 128;

/** Numbers below and above those of values: a key that nobody wants, and one whose line asks for a closer look. */
const NOBODYS = 0;
const ASKS_CLOSER = 0xffff;

const FORMS = { value: 0, json: 1, digits: 2 } as const;

/**
 * Which values of a line are wanted, numbered from 1, as tables that tell by the number of a key which value it is; the first entry is for keys without
 * a number.
 *
 * The first table is that of the line, the others are those of objects in it.
 */
export class MemberTables {
  readonly tables: Uint16Array[] = [emptyTable()];
  /** For each value the index of its own table; 0 where it has none. The first one is nobody's. */
  readonly inner: number[] = [0];
  /** Three words for each column: its value, the one that stands in for it, and its form. */
  readonly columns: Uint32Array;
  readonly #keys = new Map<string, number>();
  readonly #watched: Uint16Array | undefined;
  #areAllKnown = true;

  constructor({ columns, odd, watched }: CsvLinesOptions) {
    this.columns = Uint32Array.from(columns.flatMap((column) => this.#wordsOf(column)));
    for (const key of odd) this.#setEntry(0, key, ASKS_CLOSER);
    if (watched === undefined) return;
    this.#watched = this.tables[this.#tableOf(watched)];
    for (const [symbol, number] of this.#watched?.entries() ?? [])
      if (number === NOBODYS) this.#watched?.fill(ASKS_CLOSER, symbol, symbol + 1);
  }

  /** Whether there is a number for each key that is wanted. */
  get areAllKnown(): boolean {
    return this.#areAllKnown;
  }

  /** The keys that have numbers, in the order of these, which begin with 1. */
  get keys(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Takes a key of the watched object that asks for no closer look any more. */
  know(key: string): void {
    const symbol = this.#symbolOf(key);
    if (symbol !== undefined && this.#watched?.[symbol] === ASKS_CLOSER)
      this.#watched[symbol] = NOBODYS;
  }

  #wordsOf({ path, otherwise, form = 'value' }: CsvColumn): readonly number[] {
    return [this.#valueAt(path), this.#valueAt(otherwise), FORMS[form]];
  }

  #valueAt(path: MemberPath | undefined): number {
    if (path === undefined) return NOBODYS;
    const [name, key] = path;
    return key === undefined ? this.#numberOf(0, name) : this.#numberOf(this.#tableOf(name), key);
  }

  /** Gives the index of the table of an object in the line. */
  #tableOf(name: string): number {
    const number = this.#numberOf(0, name);
    const before = this.inner[number];
    if (before !== undefined && before !== 0) return before;
    const table = this.tables.push(emptyTable()) - 1;
    this.inner[number] = table;
    return table;
  }

  /** Gives the number of the value that a key of a table has. */
  #numberOf(table: number, key: string): number {
    const symbol = this.#symbolOf(key) ?? 0;
    const before = this.tables[table]?.[symbol];
    if (before !== undefined && before !== NOBODYS) return before;
    const number = this.inner.push(0) - 1;
    this.#setEntry(table, key, number);
    return number;
  }

  #setEntry(table: number, key: string, number: number): void {
    const symbol = this.#symbolOf(key);
    const entries = this.tables[table];
    if (symbol === undefined || entries === undefined) this.#areAllKnown = false;
    else entries[symbol] = number;
  }

  /** Gives the number of a key; undefined where there is none left, or the key is too long for one. */
  #symbolOf(key: string): number | undefined {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    if (this.#keys.size === MOST_KEYS || Buffer.byteLength(key) > LONGEST_KEY) return undefined;
    this.#keys.set(key, this.#keys.size + 1);
    return this.#keys.size;
  }
}

function emptyTable(): Uint16Array {
  return new Uint16Array(MOST_KEYS + 1);
}
