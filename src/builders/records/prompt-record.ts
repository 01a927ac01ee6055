import {
  type Diagnostic,
  diagnose,
  InvalidOptionError,
  quote,
  type Severities,
  severityOf,
} from '../../core/index.ts';
import { explainModelInput, type ModelFamily } from '../../models/index.ts';
import { type Row, shownNumber } from '../rows/row.ts';
import { type Setting, withSetting } from '../template/set-path.ts';
import { parseTemplate, requireColumns, type Template } from '../template/template.ts';
import type { RecordIds } from './record-ids.ts';
import { type MappedRow, rowLocation } from './row-mapper.ts';
import { RowReading } from './row-reading.ts';
import { type RowSetting, requireSettingColumns, rowSettings } from './row-settings.ts';

/** Options of {@link promptRecord}. */
export interface PromptRecordOptions {
  /** Shapes the model input. */
  readonly family: ModelFamily;
  /** The model that the records are for. */
  readonly modelId?: string | undefined;
  /** Template of the prompt. */
  readonly prompt: string;
  /** Template of the system prompt; where it renders to nothing it is left out. */
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
  /** Values to set in every model input, in order. */
  readonly set?: readonly Setting[] | undefined;
  /** What {@link recordIds} gave. */
  readonly ids: RecordIds;
  /** Severities that differ from the catalogue: where empty text is no error to the validator, it is none here. */
  readonly severities?: Severities | undefined;
}

/**
 * Makes a function that turns rows into records by a template.
 *
 * A column that a row does not have, and an empty prompt that the validator calls an error for the model, are diagnostics of severity
 * error, and the row becomes no record; null is rendered as nothing, with a warning.
 *
 * @param options Family, templates and settings.
 * @returns A synchronous mapper. It throws {@link InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` at the first row of a table
 * that has no such column, and `INVALID_OPTION` where a setting has no place in the model input.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a template is not closed, or where the family of an embedding model is
 * given a system prompt or a number of tokens.
 */
export function promptRecord(options: PromptRecordOptions): (row: Row) => MappedRow {
  if (options.family.answers === 'embedding') refuseTextOptions(options);
  return new PromptMapper(options).map;
}

function refuseTextOptions({ family, system, maxTokens }: PromptRecordOptions): void {
  const option =
    system !== undefined ? 'system' : maxTokens !== undefined ? 'maxTokens' : undefined;
  if (option === undefined) return;
  throw new InvalidOptionError(
    `${family.title} makes embeddings, and has no place for ${quote(option)}`,
    {
      option,
      expected: 'a prompt alone',
      hint: 'Leave out the option',
    },
  );
}

class PromptMapper {
  readonly #options: PromptRecordOptions;
  readonly #prompt: Template;
  readonly #system: Template | undefined;
  readonly #settings: readonly RowSetting[];
  #isChecked = false;

  constructor(options: PromptRecordOptions) {
    this.#options = options;
    this.#prompt = parseTemplate(options.prompt, 'prompt');
    this.#system =
      options.system === undefined ? undefined : parseTemplate(options.system, 'system');
    this.#settings = rowSettings(options.set ?? []);
  }

  readonly map = (row: Row): MappedRow => {
    this.#checkColumns(row);
    const reading = new RowReading(row);
    const prompt = reading.text(this.#prompt);
    const system = this.#system === undefined ? undefined : reading.text(this.#system);
    const settings = this.#settings.map((setting) => setting.of(reading));
    const { diagnostics } = reading;
    if (reading.hasError) return { diagnostics };
    const modelInput = settings.reduce(withSetting, this.#modelInput(prompt, system));
    if (prompt.trim() === '') diagnostics.push(...this.#emptyPrompt(modelInput, row));
    if (reading.hasError) return { diagnostics };
    const id = this.#options.ids.next(row, modelInput);
    if (hasError(id.diagnostics)) return { diagnostics: [...diagnostics, ...id.diagnostics] };
    return {
      record: { recordId: id.recordId, modelInput },
      diagnostics: [...diagnostics, ...id.diagnostics],
    };
  };

  /** Once is enough: the rows of a table have the same columns. */
  #checkColumns(row: Row): void {
    if (this.#isChecked) return;
    requireColumns(this.#prompt, row, 'prompt');
    if (this.#system !== undefined) requireColumns(this.#system, row, 'system');
    requireSettingColumns(this.#settings, row);
    this.#isChecked = true;
  }

  #modelInput(prompt: string, system: string | undefined): Readonly<Record<string, unknown>> {
    const { family, maxTokens } = this.#options;
    const given = system === undefined || system.trim() === '' ? undefined : system;
    return family.fromPrompt({ prompt, system: given, maxTokens });
  }

  /** The validator judges; what it only doubts of the record it says itself. It sees nothing where the prompt stands in a template of the model. */
  #emptyPrompt(modelInput: Readonly<Record<string, unknown>>, row: Row): readonly Diagnostic[] {
    const { family, modelId, severities } = this.#options;
    const location = rowLocation(row);
    const found = explainModelInput(family, modelInput, { modelId });
    if (found.some(({ code }) => code === 'MODEL_INPUT_EMPTY_TEXT')) {
      if (severityOf('MODEL_INPUT_EMPTY_TEXT', severities) !== 'error') return [];
      return [diagnose('TEMPLATE_PROMPT_EMPTY', { location, args: { row: shownNumber(row) } })];
    }
    if (typeof modelInput['prompt'] !== 'string' || modelInput['prompt'].trim() === '') return [];
    const args = { family: family.title, path: 'prompt', ...IN_TEMPLATE };
    return [diagnose('MODEL_INPUT_DOUBTFUL', { location, args })];
  }
}

const IN_TEMPLATE = {
  expected: 'an instruction that is not blank',
  received: "an empty one inside of the model's template",
  doubt: 'only Claude is reported to refuse it',
};

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
