import type { BatchRecord } from '../core/index.ts';
import type { CommonBuildOptions } from './build/build-options.ts';
import type { BuildPlan } from './build/build-plan.ts';
import { planBuild } from './build/build-plan.ts';
import { type BuiltDataset, runBuild } from './build/run-build.ts';
import { builtRows } from './built-rows.ts';
import { checkRows } from './records/check-rows.ts';
import { mappedRows } from './records/mapped-rows.ts';
import { idTemplate, likelyIds } from './records/record-ids.ts';
import type { RowMapper } from './records/row-mapper.ts';
import { mapperOf, type RowMappingOptions, recordIdentity } from './records/row-mapping.ts';
import {
  checkRowsFirst,
  type RowSchemaOptions,
  type SchemaKeys,
  schemaIdentity,
} from './records/row-schema.ts';
import { recordTemplate } from './rendering/record-template.ts';
import type { TemplateFor } from './rendering/rendered-batch.ts';
import { tableDigest } from './row-digests/table-digest.ts';
import { type RowSelection, selectedRows, selectionIdentity } from './selection/selected-rows.ts';
import { openedSource, type RowsFrom, type RowsFromOptions } from './sources/rows-from.ts';
import type { Source } from './sources/source.ts';

/** Options of {@link buildDataset}. */
export interface BuildOptions<Value = unknown>
  extends CommonBuildOptions,
    RowMappingOptions<Value>,
    RowSchemaOptions,
    SchemaKeys,
    RowSelection,
    RowsFromOptions {
  readonly name?: string | undefined;
}

/**
 * Builds a dataset: rows in, validated shards and their manifest out, or nothing at all.
 *
 * Records are written in the order of the rows, checked as bytes on the way, and packed into files and jobs within every
 * quota. The folder appears as a dataset only when all of it is good, but for rows that `onInvalid: 'skip'` sets aside: these
 * have the outcome `rejected`, and `rows.rejected` in the folder says why. The same source, options and version give the same
 * bytes; where they are in the folder already nothing is read again.
 *
 * Memory: a few MiB, one record, and about 100 bytes per recordId; 16 bytes for each row of a sample. With `dedupe` up to 28 bytes for each
 * model input, and for each row that shares an answer 28 and its id, twice that while it grows.
 *
 * @param source Path of a file or a folder, a pattern such as `data/*.csv`, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options The model, how rows become records, and where to write.
 * @returns The dataset, with the report of the validation.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where a row, record or job has an error; the report says which.
 * @throws {InvalidOptionError} `INVALID_OPTION`, `MODEL_UNKNOWN`, `MODEL_NOT_BATCHABLE`, `TEMPLATE_COLUMN_UNKNOWN`.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`, `SOURCE_SYNTAX`, `SOURCE_ENCODING`, `SOURCE_ROW`, `SOURCE_EMPTY`.
 * @throws {DatasetError} `DATASET_EXISTS`, `DATASET_FOREIGN_FILES`.
 *
 * @example Rows of a program
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { buildDataset } from 'bedrock-batch';
 *
 * const rows = Array.from({ length: 120 }, (_, index) => ({ title: `Film ${index}` }));
 * const dataset = await buildDataset(rows, {
 *   model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
 *   prompt: 'Which genre is {{title}}?',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'films'),
 * });
 * console.assert(dataset.manifest.jobs[0]?.records === 120);
 * ```
 */
export async function buildDataset<Value = unknown>(
  source: RowsFrom<Value>,
  options: BuildOptions<Value>,
): Promise<BuiltDataset> {
  const opened = await openedSource(source, options);
  return buildBy(await buildPlanOf(opened, options), opened, options);
}

/** Decides what a build of a source can decide before it reads it, and what tells the build from others. */
export async function buildPlanOf<Value>(
  source: Source,
  options: BuildOptions<Value>,
): Promise<BuildPlan> {
  return {
    ...planBuild(options, source.name, await identityOf(source, options)),
    idTemplate: idTemplate(options.id),
    likelyId: options.record === undefined ? likelyIds(options.id) : undefined,
  };
}

/** Builds what was planned. */
export async function buildBy<Value>(
  plan: BuildPlan,
  opened: Source,
  options: BuildOptions<Value>,
): Promise<BuiltDataset> {
  const mapper = await checkedMapper(options, plan);
  const templateFor = templateOf(options, plan);
  const { source: selected, limit } = selectedRows(opened, options, plan.piece);
  const making = { ...options, mapper, templateFor, limit };
  return runBuild(plan, builtRows(selected, making), options);
}

/** Options of {@link readRecords}. */
export interface ReadRecordsOptions<Value = unknown>
  extends Pick<
      CommonBuildOptions,
      'model' | 'baseModel' | 'invocationType' | 'allowUnchecked' | 'signal'
    >,
    RowMappingOptions<Value>,
    RowSchemaOptions,
    RowSelection,
    RowsFromOptions {}

/**
 * Makes the records that {@link buildDataset} would write, for a look before anything is written.
 *
 * Rows that become no record are left out; records are not validated. Memory: one batch of rows.
 *
 * @param source Path of a file or a folder, a pattern such as `data/*.csv`, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options The model and how rows become records.
 * @yields Records in the order of the rows.
 * @throws {InvalidOptionError} and {SourceError} as {@link buildDataset}.
 *
 * @example The first record
 * ```ts
 * import { readRecords } from 'bedrock-batch';
 *
 * const records = readRecords([{ title: 'Jaws' }], {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{title}}',
 * });
 * for await (const record of records) console.assert(record.recordId === '00000001');
 * ```
 */
export async function* readRecords<Value = unknown>(
  source: RowsFrom<Value>,
  options: ReadRecordsOptions<Value>,
): AsyncGenerator<BatchRecord<Readonly<Record<string, unknown>>>, void, undefined> {
  const opened = await openedSource(source, options);
  const plan = planBuild({ ...options, out: '.' }, opened.name, undefined);
  const mapper = await checkedMapper(options, plan);
  const { source: selected, limit } = selectedRows(opened, options);
  for await (const rows of mappedRows(selected, mapper, { ...options, limit })) {
    for (const { mapped } of rows) if (mapped.record !== undefined) yield mapped.record;
  }
}

/** Makes what maps rows, once they are looked at. */
async function checkedMapper<Value>(
  options: RowMappingOptions<Value> & RowSchemaOptions & Pick<CommonBuildOptions, 'severities'>,
  plan: BuildPlan,
): Promise<RowMapper> {
  const mapper = checkRowsFirst(await mapperOf(options, recordModel(plan)), options);
  const { record, rowSchema, severities } = options;
  const seesValues = record !== undefined || rowSchema !== undefined;
  return checkRows(mapper, { seesValues, severities });
}

function recordModel({ model, check, severities }: BuildPlan) {
  return { model, foundationModel: check.foundationModel, family: check.family, severities };
}

/** Gives the template that makes lines of many rows at once, where a template makes the records and nobody looks at the rows before. */
function templateOf<Value>(
  { record, prompt, rowSchema, ...options }: BuildOptions<Value>,
  { check: { family }, hasRows }: BuildPlan,
): TemplateFor | undefined {
  const isByTemplate = record === undefined && rowSchema === undefined;
  if (!isByTemplate || prompt === undefined || family === undefined) return undefined;
  const templateFor = recordTemplate({ ...options, prompt, family });
  if (templateFor === undefined || !hasRows) return templateFor;
  const withDigest = (columns: readonly string[]) => {
    const [template, digest] = [templateFor(columns), tableDigest(columns)];
    return template === undefined || digest === undefined ? undefined : { ...template, digest };
  };
  return Object.assign(withDigest, { columns: templateFor.columns });
}

/** What tells one build from another; undefined where the source or the function cannot be told from others. */
async function identityOf<Value>(source: Source, options: BuildOptions<Value>): Promise<unknown> {
  const record = recordIdentity(options);
  const schemas = schemaIdentity(options);
  if (source.identity === undefined || record === undefined || schemas === undefined)
    return undefined;
  const selection = selectionIdentity(options);
  return {
    source: await source.identity(),
    record,
    limit: options.limit,
    ...selection,
    ...schemas,
  };
}
