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
import { messagesColumn } from '../template/messages-column.ts';
import { type Setting, withSetting } from '../template/set-path.ts';
import { parseTemplate, requireColumns, type Template } from '../template/template.ts';
import type { RecordIds } from './record-ids.ts';
import { type MappedRow, rowLocation } from './row-mapper.ts';
import { RowReading } from './row-reading.ts';
import { type RowSetting, requireSettingColumns, rowSettings } from './row-settings.ts';

/** What is asked of the model: a question, or what follows a conversation. */
export type Asking =
  | {
      /** Template of the prompt. */
      readonly prompt: string;
    }
  | {
      /** Template of one column, which holds the turns of a conversation as JSON. */
      readonly messages: string;
    };

/** Options of {@link promptRecord}. */
export type PromptRecordOptions = Asking & AskingOptions;

interface AskingOptions {
  /** Shapes the model input. */
  readonly family: ModelFamily;
  /** The model that the records are for. */
  readonly modelId?: string | undefined;
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
 * Makes a function that turns rows into records by a template of the prompt, or by a column of conversations.
 *
 * A column that a row does not have, and an empty prompt that the validator calls an error for the model, are diagnostics of severity
 * error, and the row becomes no record; null is rendered as nothing, with a warning.
 *
 * @param options Family, templates and settings.
 * @returns A synchronous mapper. It throws {@link InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` at the first row of a table
 * that has no such column, and `INVALID_OPTION` where a setting has no place in the model input.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a template is not closed, where the family of an embedding model is
 * given a system prompt, a number of tokens or conversations, or where these are not in one column.
 */
export function promptRecord(options: PromptRecordOptions): (row: Row) => MappedRow {
  if (options.family.answers === 'embedding') refuseTextOptions(options);
  return new PromptMapper(options).map;
}

function refuseTextOptions(options: PromptRecordOptions): void {
  const { family, system, maxTokens } = options;
  const messages = 'messages' in options ? options.messages : undefined;
  const given = { messages, system, maxTokens };
  const option = (['messages', 'system', 'maxTokens'] as const).find(
    (name) => given[name] !== undefined,
  );
  if (option === undefined) return;
  throw new InvalidOptionError(
    `${family.title} makes embeddings, and has no place for ${quote(option)}`,
    {
      option,
      expected: 'a prompt alone',
      hint: option === 'messages' ? 'Give a prompt, such as {{title}}' : 'Leave out the option',
    },
  );
}

class PromptMapper {
  readonly #options: PromptRecordOptions;
  readonly #asked: Asked;
  readonly #system: Template | undefined;
  readonly #settings: readonly RowSetting[];
  #isChecked = false;

  constructor(options: PromptRecordOptions) {
    this.#options = options;
    this.#asked = askedIn(options);
    this.#system =
      options.system === undefined ? undefined : parseTemplate(options.system, 'system');
    this.#settings = rowSettings(options.set ?? []);
  }

  readonly map = (row: Row): MappedRow => {
    this.#checkColumns(row);
    const reading = new RowReading(row);
    const ask = this.#asked.read(reading);
    const system = this.#system === undefined ? undefined : reading.text(this.#system);
    const settings = this.#settings.map((setting) => setting.of(reading));
    const { diagnostics } = reading;
    if (reading.hasError) return { diagnostics };
    const made = ask({ system: textOrNone(system), maxTokens: this.#options.maxTokens });
    if (made === undefined) return { diagnostics };
    const modelInput = settings.reduce(withSetting, made.modelInput);
    if (made.hasBlank) diagnostics.push(...this.#blank(modelInput, row));
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
    requireColumns(this.#asked.template, row, this.#asked.option);
    if (this.#system !== undefined) requireColumns(this.#system, row, 'system');
    requireSettingColumns(this.#settings, row);
    this.#isChecked = true;
  }

  /** The validator judges; what it only doubts of the record it says itself. It sees nothing where the prompt stands in a template of the model. */
  #blank(modelInput: ModelInput, row: Row): readonly Diagnostic[] {
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

type ModelInput = Readonly<Record<string, unknown>>;

/** What is asked of the model, as the columns of a row say it. */
interface Asked {
  readonly template: Template;
  readonly option: 'prompt' | 'messages';
  readonly read: (
    reading: RowReading,
  ) => (
    beside: Beside,
  ) => { readonly modelInput: ModelInput; readonly hasBlank: boolean } | undefined;
}

interface Beside {
  readonly system: string | undefined;
  readonly maxTokens: number | undefined;
}

function askedIn(options: PromptRecordOptions): Asked {
  const { family } = options;
  if ('messages' in options) return askedByMessages(family, options.messages);
  const template = parseTemplate(options.prompt, 'prompt');
  const read = (reading: RowReading) => {
    const prompt = reading.text(template);
    const hasBlank = prompt.trim() === '';
    return (beside: Beside) => ({ modelInput: family.fromPrompt({ prompt, ...beside }), hasBlank });
  };
  return { template, option: 'prompt', read };
}

function askedByMessages({ fromMessages }: ModelFamily, text: string): Asked {
  const { template, column } = messagesColumn(text);
  const read = (reading: RowReading) => {
    const messages = reading.json(column, 'messages');
    return (beside: Beside) => {
      const made = fromMessages?.({ messages, ...beside });
      if (made === undefined) return undefined;
      if ('flaw' in made) return reading.addFlaw(column, made.flaw);
      // the validator sees the turns, but where they stand in a template of the model
      const isInTemplate = typeof made.modelInput['prompt'] === 'string';
      return { modelInput: made.modelInput, hasBlank: made.hasBlank && isInTemplate };
    };
  };
  return { template, option: 'messages', read };
}

function textOrNone(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

const IN_TEMPLATE = {
  expected: 'an instruction that is not blank',
  received: "an empty one inside of the model's template",
  doubt: 'only Claude is reported to refuse it',
};

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
