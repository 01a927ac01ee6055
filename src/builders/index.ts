export type { ObjectSourceOptions } from '../io/index.ts';
export type { BuildProgress, CommonBuildOptions } from './build/build-options.ts';
export { lookAtOutFolder, requireLeftovers } from './build/out-folder.ts';
export type { BuiltDataset } from './build/run-build.ts';
export {
  type BuildOptions,
  buildDataset,
  buildPlanOf,
  type ReadRecordsOptions,
  readRecords,
} from './build-dataset.ts';
export { buildFromRecords } from './build-from-records.ts';
export { buildForCanary } from './canary/build-for-canary.ts';
export { type CanarySize, requireCanarySize } from './canary/canary-size.ts';
export { cutCanary } from './canary/cut-canary.ts';
export { settleCut } from './canary/cut-leftovers.ts';
export { cutPartSource } from './cuts/cut-part-source.ts';
export {
  type CutFile,
  type CutPart,
  type CutSpan,
  cutSource,
} from './cuts/cut-source.ts';
export type { FileLayout } from './cuts/cuttable.ts';
export type { KnownTable, RowFile, RowSpan } from './cuts/span-source.ts';
export type { InvalidLimit, InvalidRowOptions } from './intake/invalid-limit.ts';
export { buildPiece } from './pieces/build-piece.ts';
export { folderTarget } from './pieces/folder-target.ts';
export { joinPieces } from './pieces/join-pieces.ts';
export type { Joined, JoinPlace, JoinTarget } from './pieces/join-place.ts';
export { encodeRecord, lineWith } from './records/encode-record.ts';
export {
  loadMapFunction,
  type MapContext,
  type MapFunction,
  type MapOutput,
} from './records/map-file.ts';
export { type RecordId, type RecordIds, recordIds } from './records/record-ids.ts';
export type { RowMappingOptions } from './records/row-mapping.ts';
export { loadSchema } from './records/schema-file.ts';
export { rowsAsJson } from './rendering/rows-as-json.ts';
export { REPEAT_BYTES, REPEAT_NUMBER_BYTES } from './repeats/repeat-list.ts';
export { digestText, type RowDigest, rowDigest } from './row-digests/row-digests.ts';
export { NUMBER_BYTES } from './row-digests/row-numbers.ts';
export { DIGEST_BYTES } from './row-digests/waiting-rows.ts';
export type { RaggedRow, RaggedWay } from './rows/ragged-row.ts';
export type { Row } from './rows/row.ts';
export type { Unplain } from './rows/unplain.ts';
export { decideSelection } from './selection/decide-selection.ts';
export type { DecidedSelection } from './selection/decided-selection.ts';
export { parseWhere } from './selection/parse-where.ts';
export type { RowCondition } from './selection/row-condition.ts';
export type { RowSelection } from './selection/selected-rows.ts';
export type { ByteSource } from './sources/byte-source.ts';
export { type CsvOptions, csv, type TsvOptions, tsv } from './sources/csv.ts';
export type { SourceFormat } from './sources/format-by-name.ts';
export { fromFiles } from './sources/from-files.ts';
export { fromIterable, type IterableOptions } from './sources/from-iterable.ts';
export { identityAt } from './sources/identity-at.ts';
export { type JsonArrayOptions, jsonArray } from './sources/json-array.ts';
export { jsonl } from './sources/jsonl.ts';
export {
  type OpenSourceOptions,
  openSource,
  sourceFormats,
} from './sources/open-source.ts';
export {
  openedSource,
  type RowsFrom,
  type RowsFromOptions,
  sourceOf,
} from './sources/rows-from.ts';
export type { RowsOptions, Source, SourceIdentity, SourceOptions } from './sources/source.ts';
export { parseSetting, type Setting } from './template/set-path.ts';
export { parseTemplate, renderTemplate, type Template } from './template/template.ts';
