import { quote } from '../../core/index.ts';
import type { Row } from './row.ts';

/** The columns of a table. */
export class CsvHeader {
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    this.names = Object.freeze([...names]);
    this.#places = new Map(names.map((name, place) => [name, place]));
  }

  placeOf(name: string): number | undefined {
    return this.#places.get(name);
  }

  /** Gives a row as an object. Setting keys one by one is three times as fast, but for this one it would set the prototype. */
  objectOf(fields: readonly string[]): Readonly<Record<string, string>> {
    if (this.#places.has('__proto__'))
      return Object.fromEntries(this.names.map((name, place) => [name, fields[place] ?? '']));
    const row: Record<string, string> = {};
    for (let place = 0; place < this.names.length; place += 1)
      row[this.names[place] as string] = fields[place] ?? '';
    return row;
  }
}

/** What is wrong with the names of a table's columns. */
export interface HeaderFlaw {
  readonly problem: string;
  readonly hint: string;
}

const NAME_ALL =
  'or name all columns with --header and leave the first line out with --skip-lines 1';

/** Finds the first column whose name cannot tell it from the others. */
export function headerFlaw(names: readonly string[]): HeaderFlaw | undefined {
  const columns = new Map<string, number>();
  for (const [place, name] of names.entries()) {
    const column = place + 1;
    const first = columns.get(name);
    if (name === '') {
      const hint =
        'Give the column a name (pandas writes its index without one: use to_csv(index=False))';
      return { problem: `names no column ${column}`, hint: `${hint}, ${NAME_ALL}` };
    }
    if (first !== undefined) {
      const problem = `names both column ${first} and column ${column} ${quote(name)}`;
      return { problem, hint: `Give each column its own name, ${NAME_ALL}` };
    }
    columns.set(name, column);
  }
  return undefined;
}

/** Where a row of a table begins. */
export interface CsvRowPlace {
  readonly source: string;
  readonly number: number;
  readonly line: number;
  readonly byteOffset: number;
}

/** One row of a table: all values are text. */
export class CsvRow implements Row {
  readonly number: number;
  readonly source: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly isTabular: boolean = true;
  readonly #header: CsvHeader;
  readonly #fields: readonly string[];

  constructor(header: CsvHeader, fields: readonly string[], place: CsvRowPlace) {
    this.#header = header;
    this.#fields = fields;
    this.number = place.number;
    this.source = place.source;
    this.line = place.line;
    this.byteOffset = place.byteOffset;
  }

  get columns(): readonly string[] {
    return this.#header.names;
  }

  get value(): Readonly<Record<string, string>> {
    return this.#header.objectOf(this.#fields);
  }

  text(column: string): string | undefined {
    const place = this.#header.placeOf(column);
    return place === undefined ? undefined : this.#fields[place];
  }
}
