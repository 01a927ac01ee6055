import { FIRST_CONTINUATION, FIRST_LEAD, FIRST_LEAD_OF_PAIR, NEWLINE } from '../../core/index.ts';

const NOTHING: Uint8Array = new Uint8Array();

/** Where something stands in a text. */
export interface LineColumn {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/**
 * Knows the lines of a text whose bytes come in pieces: each piece is searched for newlines once, columns are computed
 * only when asked for.
 */
export class LineCounter {
  #bytes: Uint8Array = NOTHING;
  /** Lines that ended before the next newline, and 1. */
  #line = 1;
  /** Where the line begins in the piece; -1 where it began before it. */
  #lineStart = 0;
  /** The first newline not counted yet; -1 where there is none in the piece. */
  #newline = -1;
  /** UTF-16 units of the line in earlier pieces. */
  #unitsBefore = 0;

  /** Goes to where the first piece begins. */
  goTo({ line, unitsBefore }: { readonly line: number; readonly unitsBefore: number }): void {
    this.#line = line;
    this.#unitsBefore = unitsBefore;
    this.#lineStart = -1;
  }

  /** Goes on to the next piece. */
  next(bytes: Uint8Array): void {
    const { length } = this.#bytes;
    this.lineAt(length);
    const units = utf16Units(this.#bytes, Math.max(0, this.#lineStart), length);
    this.#unitsBefore = this.#lineStart === -1 ? this.#unitsBefore + units : units;
    this.#bytes = bytes;
    this.#newline = bytes.indexOf(NEWLINE);
    this.#lineStart = -1;
  }

  /** Gives the line of a place in the piece; places must not go back within a piece. */
  lineAt(place: number): number {
    while (this.#newline !== -1 && this.#newline < place) {
      this.#line += 1;
      this.#lineStart = this.#newline + 1;
      this.#newline = this.#bytes.indexOf(NEWLINE, this.#lineStart);
    }
    return this.#line;
  }

  /**
   * Gives line and column of a place in the piece that is not before the last one asked for. A negative place is in the
   * pieces before; between it and this piece there must be ASCII on one line.
   */
  positionAt(place: number): LineColumn {
    let line = this.#line;
    let lineStart = this.#lineStart;
    let newline = this.#newline;
    while (newline !== -1 && newline < place) {
      line += 1;
      lineStart = newline + 1;
      newline = this.#bytes.indexOf(NEWLINE, lineStart);
    }
    const units = place < 0 ? place : utf16Units(this.#bytes, Math.max(0, lineStart), place);
    return { line, column: (lineStart === -1 ? this.#unitsBefore : 0) + units + 1 };
  }
}

/** Counts the UTF-16 units that UTF-8 bytes decode to. */
export function utf16Units(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte < FIRST_CONTINUATION || byte >= FIRST_LEAD)
      units += byte >= FIRST_LEAD_OF_PAIR ? 2 : 1;
  }
  return units;
}
