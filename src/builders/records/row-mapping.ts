import { InvalidOptionError, type Severities } from '../../core/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import { refuseConstantPrompt } from '../template/constant-prompt.ts';
import type { Setting } from '../template/set-path.ts';
import { type MapFunction, mapRecord } from './map-file.ts';
import { type Asking, promptRecord } from './prompt-record.ts';
import { recordIds } from './record-ids.ts';
import type { RowMapper } from './row-mapper.ts';

/** How rows become records: by a function, by the template of a prompt, or by a column of conversations. */
export interface RowMappingOptions<Value = unknown> {
  /** Turns a row into a record; not beside `prompt` and `messages`. An id it gives wins over `id`. */
  readonly record?: MapFunction<Value> | undefined;
  /** What tells the function from another one, such as a digest of its file; without it a build is never recognised. */
  readonly recordKey?: string | undefined;
  /** Template of the prompt: `Classify: {{title}}`. */
  readonly prompt?: string | undefined;
  /**
   * One `{{column}}` that holds a conversation, in place of `prompt`: a JSON array of turns `{ role, content }`, as a value or as text.
   * System prompts at its beginning stand where the model takes them; a turn that the model has no form for is an error of its row.
   */
  readonly messages?: string | undefined;
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
  const asking = askingOf(options);
  if (family === undefined) throw noFamily(model, asking);
  const map = promptRecord({
    ...{ family, modelId: foundationModel, severities },
    ...asking,
    ...{ system, maxTokens, set, ids },
  });
  if (prompt === undefined) return map;
  const isConstantFine = allowConstantPrompt === true || set?.some(({ as }) => as !== undefined);
  return isConstantFine === true ? map : refuseConstantPrompt(map, { prompt, system });
}

/** Says what identifies how rows become records; undefined where a function has no key. */
export function recordIdentity<Value>(options: RowMappingOptions<Value>): unknown {
  const { record, recordKey, prompt, messages, system, maxTokens, set, id } = options;
  if (record !== undefined && recordKey === undefined) return undefined;
  return { recordKey, prompt, messages, system, maxTokens, set, id };
}

function askingOf<Value>(options: RowMappingOptions<Value>): Asking {
  const { prompt, messages, allowConstantPrompt } = options;
  if (messages === undefined) {
    if (prompt === undefined) throw noRecords();
    return { prompt };
  }
  const beside = prompt !== undefined ? 'prompt' : 'allowConstantPrompt';
  if (prompt === undefined && allowConstantPrompt === undefined) return { messages };
  throw new InvalidOptionError(
    `A column has the whole conversation, so ${beside} has no effect beside messages`,
    {
      option: beside,
      expected: 'either a prompt or messages',
      hint: 'Leave out one of the two',
    },
  );
}

const OF_TEMPLATES = [
  ...(['prompt', 'messages', 'system'] as const),
  ...(['maxTokens', 'set', 'allowConstantPrompt'] as const),
];

function refuseTemplateOptions<Value>(options: RowMappingOptions<Value>): void {
  const beside = OF_TEMPLATES.find((name) => options[name] !== undefined);
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
    expected: 'a prompt, messages or a function',
    received: 'none of them',
    hint: "Give a prompt such as 'Classify: {{title}}', conversations with --messages, or a function with --map",
  });
}

function noFamily(model: string, asking: Asking): InvalidOptionError {
  const [option, what] =
    'messages' in asking ? ['messages', 'a conversation'] : ['prompt', 'a prompt'];
  return new InvalidOptionError(
    `The family of ${model} is not known, so ${what} cannot become its model input`,
    {
      option,
      expected: 'a function that makes the whole modelInput',
      received: what,
      hint: 'Name the foundation model with --base-model, or make the modelInput with --map',
    },
  );
}
