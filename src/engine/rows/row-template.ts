/** The number of the row, with zeros before it up to eight digits. */
export const ROW_NUMBER = 'row';

/**
 * A piece of a record: bytes as they are, the number of the row, or the text of a field as what stands in a JSON string. Bytes are UTF-8 without
 * U+0085, U+2028 and U+2029, and put the other two inside of strings.
 */
export type RowPiece = Uint8Array | number | typeof ROW_NUMBER;

/** How rows of a table become lines. Fields are named by their place, 0-based. */
export interface RowTemplate {
  /** Fields of a row. */
  readonly fields: number;
  /** Most fields of a row, where some without any text may follow. Default: `fields`. */
  readonly mostFields?: number | undefined;
  /** Rows of other sources before the first one: {@link ROW_NUMBER} counts them too. Default 0. */
  readonly rowsBefore?: number | undefined;
  /** A whole line, its newline included. */
  readonly pieces: readonly RowPiece[];
  /** What a line is instead where all of some fields are blank. */
  readonly whenBlank?:
    | { readonly fields: readonly number[]; readonly pieces: readonly RowPiece[] }
    | undefined;
  /** In one field of each of these lists something has to be written besides white space. */
  readonly needed: readonly (readonly number[])[];
  /** What a row has to hold to become a line; others are left out. */
  readonly conditions?: readonly FieldCondition[] | undefined;
  /** The fields of a row's digest in their order, where there is to be one. */
  readonly digest?: readonly DigestField[] | undefined;
}

/** A field of a row's digest. */
export interface DigestField {
  readonly field: number;
  /** What is digested before the length and the text of the field. */
  readonly before: Uint8Array;
}

/** What the text of a field has to be: one of some values, or none of them. */
export interface FieldCondition {
  readonly field: number;
  readonly values: readonly Uint8Array[];
  readonly isAmong: boolean;
}
