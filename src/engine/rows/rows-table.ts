import { reserveMemory } from '../../core/index.ts';
import type { RowsExports } from '../wasm/rows-module.ts';
import type { DigestField, FieldCondition, RowPiece, RowTemplate } from './row-template.ts';

/** Bytes that may be read behind the end of what is meant: vectors are not cut. */
const SLACK = 32;
const WORD_BYTES = 4;
/** Bytes of a piece, of a field of a digest, and of a field on the tape. */
const ENTRY_BYTES = 12;
/** Kinds of pieces, as `assembly/rows/render-row.ts` knows them. */
const BYTES = 0;
const FIELD = 1;
const NUMBER = 2;
const DIGEST_BUFFER_BYTES = 64 * 1024;
const MOST_ROW_DIGITS = 20;

/** Writes a template and what belongs to it into the memory of the engine for rows. */
export class RowsTable {
  readonly #rows: RowsExports;
  #at: number;

  constructor(rows: RowsExports, at: number) {
    this.#rows = rows;
    this.#at = at;
  }

  /** Gives the address behind all that was written. */
  write(template: RowTemplate, delimiter: number): number {
    const { fields, mostFields = fields, pieces, whenBlank, needed, digest = [] } = template;
    this.#rows.setFields(delimiter, this.#take(mostFields * ENTRY_BYTES), mostFields);
    this.#rows.setPieces(this.#pieces(pieces), pieces.length);
    if (whenBlank !== undefined) {
      this.#rows.setOtherPieces(this.#pieces(whenBlank.pieces), whenBlank.pieces.length);
      this.#rows.setChoice(this.#words(whenBlank.fields), whenBlank.fields.length);
    }
    const lists = needed.flatMap((list) => [list.length, ...list]);
    this.#rows.setNeeded(this.#words(lists), needed.length);
    this.#rows.setDigestColumns(this.#digest(digest), digest.length);
    const { conditions = [], rowsBefore = 0 } = template;
    this.#rows.setConditions(this.#conditions(conditions), conditions.length);
    this.#rows.setRowsOfOthers(rowsBefore);
    const buffer = this.#take(DIGEST_BUFFER_BYTES);
    this.#rows.setDigestBuffer(buffer, buffer + DIGEST_BUFFER_BYTES);
    const forms = [pieces, ...(whenBlank === undefined ? [] : [whenBlank.pieces])];
    this.#rows.setGrowth(
      Math.max(...forms.map(constantBytes)),
      Math.max(...forms.map((form) => mostUses(form, fields))),
    );
    return this.#at;
  }

  /** Writes the names of fields as keys of JSON; undefined where one is too long, has escapes, or there are too many. */
  writeNames(names: readonly string[]): number | undefined {
    for (const name of names) {
      const bytes = Buffer.from(name);
      const isPlain = JSON.stringify(name) === `"${name}"` && name.isWellFormed();
      if (!isPlain || this.#rows.addSymbol(this.#bytes(bytes), bytes.length) === 0)
        return undefined;
    }
    return this.#at;
  }

  #pieces(pieces: readonly RowPiece[]): number {
    return this.#words(
      pieces.flatMap((piece) => {
        if (typeof piece === 'number') return [FIELD, piece, 0];
        if (typeof piece === 'string') return [NUMBER, 0, 0];
        return [BYTES, this.#bytes(piece), piece.length];
      }),
    );
  }

  #digest(digest: readonly DigestField[]): number {
    return this.#words(
      digest.flatMap(({ field, before }) => [field, this.#bytes(before), before.length]),
    );
  }

  #conditions(conditions: readonly FieldCondition[]): number {
    return this.#words(
      conditions.flatMap(({ field, values, isAmong }) => {
        const texts = values.flatMap((value) => [this.#bytes(value), value.length]);
        return [field, isAmong ? 1 : 0, values.length, this.#words(texts)];
      }),
    );
  }

  #words(words: readonly number[]): number {
    const at = this.#take(words.length * WORD_BYTES);
    const memory = reserveMemory(this.#rows.memory, this.#at);
    for (const [index, word] of words.entries())
      memory.writeUInt32LE(word, at + index * WORD_BYTES);
    return at;
  }

  #bytes(bytes: Uint8Array): number {
    const at = this.#take(bytes.length + SLACK);
    reserveMemory(this.#rows.memory, this.#at).set(bytes, at);
    return at;
  }

  #take(bytes: number): number {
    const at = Math.ceil(this.#at / 8) * 8;
    this.#at = at + bytes;
    return at;
  }
}

/** The most bytes that a line has besides the text of fields. */
function constantBytes(pieces: readonly RowPiece[]): number {
  return pieces.reduce<number>((sum, piece) => {
    if (typeof piece === 'number') return sum;
    return sum + (typeof piece === 'string' ? MOST_ROW_DIGITS : piece.length);
  }, 0);
}

/** How often the field that stands in a line most stands there. */
function mostUses(pieces: readonly RowPiece[], fields: number): number {
  const uses = new Uint32Array(fields);
  for (const piece of pieces) if (typeof piece === 'number') uses[piece] = (uses[piece] ?? 0) + 1;
  return uses.reduce((most, count) => Math.max(most, count), 0);
}
