/** Bytes that may be read, and written, behind the end of what is meant: vectors are not cut. */
export const SLACK: u32 = 32;

/** Bytes of one field on the tape: where its text begins, where it ends, how it is written. */
export const FIELD_BYTES: u32 = 12;

/** How a field is written: without quotes, in quotes, in quotes with doubled ones within. */
export const BARE: u32 = 0;
export const QUOTED: u32 = 1;
export const DOUBLED: u32 = 2;
/** How a value of JSON is written: as it may stand in a string, and so with escapes. */
export const SPLICED: u32 = 3;
export const ESCAPED: u32 = 4;
