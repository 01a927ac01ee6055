export {
  type BuildOptions,
  buildDataset,
  type ReadRecordsOptions,
  readRecords,
} from './build-dataset.ts';
export { buildFromRecords } from './build-from-records.ts';
export type { BuildProgress, RecordsOptions } from './build-plan.ts';
export type { EncodedRecord } from './dataset-build.ts';
export { encodeRecord } from './encode-record.ts';
export {
  loadMapFunction,
  type MapContext,
  type MapFunction,
  type MapOutput,
  mapRecord,
} from './map-file.ts';
export { type RecordId, type RecordIds, recordIds } from './record-ids.ts';
export type { RecordOptions } from './record-options.ts';
export type { MappedRow, RowMapper } from './row-mapper.ts';
export type { RowSchemaOptions, SchemaKeys } from './row-schema.ts';
export { type RowsFrom, type RowsFromOptions, sourceOf } from './rows-from.ts';
export type { BuiltDataset } from './run-build.ts';
export { loadSchema, type SchemaUse } from './schema-file.ts';
export type { ByteSource } from './sources/byte-source.ts';
export { type CsvOptions, csv, type TsvOptions, tsv } from './sources/csv.ts';
export { fromIterable, type IterableOptions } from './sources/from-iterable.ts';
export { type JsonArrayOptions, jsonArray } from './sources/json-array.ts';
export { jsonl } from './sources/jsonl.ts';
export {
  type OpenSourceOptions,
  openSource,
  type SourceFormat,
  sourceFormats,
} from './sources/open-source.ts';
export type { Row, RowsOptions, Source, SourceIdentity, SourceOptions } from './sources/source.ts';
export { type PromptRecordOptions, promptRecord } from './template/prompt-record.ts';
export { parseSetting, type Setting } from './template/set-path.ts';
export {
  parseTemplate,
  type RenderedTemplate,
  renderTemplate,
  type Template,
  type TemplatePart,
} from './template/template.ts';
