export type { CsvColumn, MemberPath } from './cells/csv-column.ts';
export { CsvLines } from './cells/csv-lines.ts';
export { hashId, hashIdInBytes, type IdInBytes } from './ids/id-hash.ts';
export { requirePosition } from './ids/id-table.ts';
export { newIdTable } from './ids/new-id-table.ts';
export { findSyntaxFault } from './json/find-syntax-fault.ts';
export { firstNonUtf8 } from './json/first-non-utf8.ts';
export { LITERALS } from './json/json-bytes.ts';
export type { SyntaxFault } from './json/json-fault.ts';
export { changedNumber } from './json/json-number.ts';
export { JsonOddities, type Oddity } from './json/json-oddities.ts';
export { locatePath, memberSpans, PathFinder, type ValueSpan } from './json/json-spans.ts';
export { isWhiteSpace } from './json/json-states.ts';
export { JsonSyntax } from './json/json-syntax.ts';
export { OneByteJson } from './json/one-byte-json.ts';
export type { AcceptedNode } from './lines/accepted-shape.ts';
export { fileBlocks } from './lines/file-blocks.ts';
export { fileLines } from './lines/file-lines.ts';
export { InputSizer, type InputSums, type SizedKeys } from './lines/input-sizer.ts';
export {
  ACCEPTED,
  ALIKE,
  type Block,
  hasId,
  INPUT_NOT_COMPARED,
  INPUT_REPEATED,
  type LineEngine,
  LOOK_CLOSER,
  TOO_LONG,
  type Verdicts,
} from './lines/line-engine.ts';
export { LineFeed } from './lines/line-feed.ts';
export { lineOf, withoutNewline } from './lines/line-of.ts';
export { linesOfPieces } from './lines/lines-of-pieces.ts';
export { linesOfReads, READ_BYTES } from './lines/lines-of-reads.ts';
export {
  ERROR_END,
  ERROR_START,
  ID_END,
  ID_HASH,
  ID_START,
  IS_ASCII,
  MEMBER_WORDS,
  MemberFinder,
  OUTPUT_END,
  OUTPUT_HASH,
  OUTPUT_START,
} from './lines/member-finder.ts';
export {
  DEFAULT_LINE_BYTES,
  KEPT_OF_TOO_LONG,
  LARGEST_LINE_BYTES,
  PlainLineEngine,
} from './lines/plain-engine.ts';
export { type Acceptance, SimdLineEngine } from './lines/simd-engine.ts';
export {
  CsvRowEngine,
  type HostRows,
  type RowPlace,
} from './rows/csv-row-engine.ts';
export {
  type JsonLayout,
  type JsonOfHost,
  type JsonPlace,
  JsonRowEngine,
  type PlaceInArray,
} from './rows/json-row-engine.ts';
export {
  type DigestField,
  type FieldCondition,
  ROW_NUMBER,
  type RowPiece,
  type RowTemplate,
} from './rows/row-template.ts';
export type { RenderedRows } from './rows/rows-output.ts';
export { JsonWriter } from './values/json-writer.ts';
export { TextDigester } from './values/text-digester.ts';
export { GrowingWords } from './wasm/growing-words.ts';
