import { InvalidOptionError, type Severities } from '../../core/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import { refuseConstantPrompt } from '../template/constant-prompt.ts';
import type { Setting } from '../template/set-path.ts';
import { type MapFunction, mapRecord } from './map-file.ts';
import { promptRecord } from './prompt-record.ts';
import { recordIds } from './record-ids.ts';
import type { RowMapper } from './row-mapper.ts';

/** How rows become records: by a function, or by the template of a prompt. */
export interface RowMappingOptions<Value = unknown> {
  /** Turns a row into a record; not beside `prompt`. An id it gives wins over `id`. */
  readonly record?: MapFunction<Value> | undefined;
  /** What tells the function from another one, such as a digest of its file; without it a build is never recognised. */
  readonly recordKey?: string | undefined;
  /** Template of the prompt: `Classify: {{title}}`. */
  readonly prompt?: string | undefined;
  /** Template of the system prompt. */
  readonly system?: string | undefined;
  /** Most tokens of an answer. Default: the family's, 1,024. */
  readonly maxTokens?: number | undefined;
  /** Values to set in every model input that a template makes; with `as` they come from the columns of each row. */
  readonly set?: readonly Setting[] | undefined;
  /** Take a prompt and a system prompt without any column for more than one row. Default false: each row would pay for the same. */
  readonly allowConstantPrompt?: boolean | undefined;
  /** Where ids come from: `row` (zero-padded number), `hash` (of the model input), or a template such as `{{sku}}`. Default `row`. */
  readonly id?: string | undefined;
}

/** The model that records are made for. */
interface RecordModel {
  readonly model: string;
  /** The foundation model behind it, where that is known. */
  readonly foundationModel?: string | undefined;
  readonly family: ModelFamily | undefined;
  /** By which a finding is an error or not. */
  readonly severities?: Severities | undefined;
}

/** Makes the mapper that the options ask for. */
export async function mapperOf<Value>(
  options: RowMappingOptions<Value>,
  { model, foundationModel = model, family, severities }: RecordModel,
): Promise<RowMapper> {
  const { record, prompt, system, maxTokens, set, allowConstantPrompt } = options;
  const ids = await recordIds(options.id);
  if (record !== undefined) {
    refuseTemplateOptions(options);
    return mapRecord(record, ids);
  }
  if (prompt === undefined) throw noRecords();
  if (family === undefined) throw noFamily(model);
  const map = promptRecord({
    ...{ family, modelId: foundationModel, severities },
    ...{ prompt, system, maxTokens, set, ids },
  });
  const isConstantFine = allowConstantPrompt === true || set?.some(({ as }) => as !== undefined);
  return isConstantFine === true ? map : refuseConstantPrompt(map, { prompt, system });
}

/** Says what identifies how rows become records; undefined where a function has no key. */
export function recordIdentity<Value>(options: RowMappingOptions<Value>): unknown {
  const { record, recordKey, prompt, system, maxTokens, set, id } = options;
  if (record !== undefined && recordKey === undefined) return undefined;
  return { recordKey, prompt, system, maxTokens, set, id };
}

function refuseTemplateOptions<Value>(options: RowMappingOptions<Value>): void {
  const ofTemplates = ['prompt', 'system', 'maxTokens', 'set', 'allowConstantPrompt'] as const;
  const beside = ofTemplates.find((name) => options[name] !== undefined);
  if (beside === undefined) return;
  throw new InvalidOptionError(`A function makes the records, so ${beside} has no effect`, {
    option: beside,
    expected: 'either a function or a prompt',
    hint: `Put it into the function, or leave out the function`,
  });
}

function noRecords(): InvalidOptionError {
  return new InvalidOptionError('Nothing says how a row becomes a record', {
    option: 'prompt',
    expected: 'a prompt or a function',
    received: 'neither',
    hint: "Give a prompt such as 'Classify: {{title}}', or a function with --map",
  });
}

function noFamily(model: string): InvalidOptionError {
  return new InvalidOptionError(
    `The family of ${model} is not known, so a prompt cannot become its model input`,
    {
      option: 'prompt',
      expected: 'a function that makes the whole modelInput',
      received: 'a prompt',
      hint: 'Name the foundation model with --base-model, or make the modelInput with --map',
    },
  );
}
