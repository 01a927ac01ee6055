import type { Row } from './row.ts';

/** A row of one of several files: it counts on over all of them. */
export class FileRow implements Row {
  readonly number: number;
  readonly fileRow: number;
  readonly json: (() => string) | undefined;
  readonly #row: Row;

  /** @param before Rows of the files before this one. */
  constructor(row: Row, before: number) {
    this.#row = row;
    this.number = row.number + before;
    this.fileRow = row.number;
    this.json = row.json === undefined ? undefined : () => row.json?.() ?? '';
  }

  get source(): string {
    return this.#row.source;
  }

  get line(): number | undefined {
    return this.#row.line;
  }

  get byteOffset(): number | undefined {
    return this.#row.byteOffset;
  }

  get columns(): readonly string[] {
    return this.#row.columns;
  }

  get isTabular(): boolean {
    return this.#row.isTabular;
  }

  get value(): unknown {
    return this.#row.value;
  }

  repeatedKey(): { readonly key: string; readonly path: string } | undefined {
    return this.#row.repeatedKey?.();
  }

  text(column: string): string | null | undefined {
    return this.#row.text(column);
  }
}
