import { InvalidOptionError, isObject, type PathStep, quote } from '../../core/index.ts';
import { parseTemplate, type Template } from './template.ts';

/** A value to set in every model input. */
export interface Setting {
  /** Keys, and indexes where there is an array. */
  readonly path: readonly PathStep[];
  readonly value: unknown;
  /**
   * Where the value comes from each row: `text` where the strings in it are templates, `json` where it is a template of one
   * column, which holds JSON. Absent where it is the same for all rows.
   */
  readonly as?: 'text' | 'json' | undefined;
}

const INDEX = /^(?:0|[1-9]\d*)$/;

/**
 * Reads `path=value` and `path:={{column}}`: the path has dots between its keys.
 *
 * Behind `=` the value is JSON or else text; `{{column}}` in its strings stands for the text of a column, `\{{` for two braces.
 * Behind `:=` it is JSON, or one `{{column}}` that holds JSON.
 *
 * @param text Such as `inferenceConfig.temperature=0.2`, `metadata.user_id={{user}}` or `tools:={{tools}}`.
 * @returns Path and value.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no `=`, the path has an empty step, or a template is not closed.
 */
export function parseSetting(text: string): Setting {
  const equals = text.indexOf('=');
  const isJson = text[equals - 1] === ':';
  const path = text.slice(0, Math.max(0, isJson ? equals - 1 : equals)).split('.');
  if (path.some((step) => step.trim() === '')) {
    throw new InvalidOptionError(`The setting ${quote(text)} does not say what to set`, {
      option: 'set',
      expected: 'path=value, such as inferenceConfig.temperature=0.2',
      received: quote(text),
      hint: 'Write the path into the model input, "=", and the value as JSON or text',
    });
  }
  const steps = path.map((step) => (INDEX.test(step) ? Number(step) : step.trim()));
  const value = text.slice(equals + 1);
  return isJson ? jsonSetting(steps, value) : textSetting(steps, jsonOrText(value));
}

/** Behind `:=` nothing is taken for text: what is neither JSON nor one column is a mistake. */
function jsonSetting(path: readonly PathStep[], text: string): Setting {
  try {
    return { path, value: JSON.parse(text) };
  } catch {
    const setting: Setting = { path, value: text, as: 'json' };
    settingTemplates(setting);
    return setting;
  }
}

function textSetting(path: readonly PathStep[], value: unknown): Setting {
  const isTemplate = stringsIn(value).some((text) => text.includes('{{'));
  if (!isTemplate) return { path, value };
  const setting: Setting = { path, value, as: 'text' };
  settingTemplates(setting);
  return setting;
}

/**
 * Gives the templates in a setting: of one as JSON exactly one, of one column and nothing else.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where a template is not closed, or one as JSON is no single column.
 */
export function settingTemplates({ path, value, as }: Setting): readonly Template[] {
  if (as === undefined) return [];
  const templates = stringsIn(value).map((text) => parseTemplate(text, 'set'));
  if (as === 'text' || (typeof value === 'string' && onlyColumn(templates[0]) !== undefined))
    return templates;
  const whole = path.join('.');
  throw new InvalidOptionError(
    `The setting ${quote(whole)} takes JSON, and is neither JSON nor one {{column}}`,
    {
      option: 'set',
      expected: `JSON, or one column that holds it, as in ${whole}:={{column}}`,
      received: typeof value === 'string' ? quote(value, 40) : 'no text',
      hint: 'Write one {{column}} behind ":=", or text behind "="',
    },
  );
}

/** Gives the column that is all of a template. */
export function onlyColumn(template: Template | undefined): string | undefined {
  const [part, ...others] = template?.parts ?? [];
  return part !== undefined && 'column' in part && others.length === 0 ? part.column : undefined;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // whatever is no JSON is meant as text
  }
}

/** Gives a model input with a value set in it; objects on the way are made where they are missing. The original stays as it is. */
export function withSetting(
  modelInput: Readonly<Record<string, unknown>>,
  { path, value }: Pick<Setting, 'path' | 'value'>,
): Readonly<Record<string, unknown>> {
  return setIn(modelInput, { path, value, at: 0 }) as Readonly<Record<string, unknown>>;
}

function setIn(target: unknown, setting: Setting & { readonly at: number }): unknown {
  const { path, value, at } = setting;
  const step = path[at];
  if (step === undefined) return value;
  const next = { ...setting, at: at + 1 };
  if (Array.isArray(target)) return setInArray(target, next, step);
  if (target !== undefined && !isObject(target))
    throw cannotSet(setting, 'holds a value that has no keys');
  const key = String(step);
  const inner = isObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
  return { ...target, [key]: setIn(inner, next) };
}

function setInArray(
  target: readonly unknown[],
  next: Setting & { readonly at: number },
  step: PathStep,
): unknown {
  if (typeof step !== 'number' || step > target.length) {
    throw cannotSet({ ...next, at: next.at - 1 }, `holds an array of ${target.length}`);
  }
  const copy = [...target];
  copy[step] = setIn(target[step], next);
  return copy;
}

function cannotSet(
  { path, at }: Setting & { readonly at: number },
  problem: string,
): InvalidOptionError {
  const whole = path.join('.');
  return new InvalidOptionError(
    `${quote(whole)} cannot be set: ${quote(path.slice(0, at).join('.'))} ${problem}`,
    {
      option: 'set',
      expected: 'a path through objects, and indexes of arrays that are there',
      received: quote(whole),
      hint: 'Look at one record with build --limit 1, and name a place in its modelInput',
    },
  );
}
