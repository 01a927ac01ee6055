import { InvalidOptionError, isObject, type PathStep, quote } from '../../core/index.ts';

/** A value to set in every model input. */
export interface Setting {
  /** Keys, and indexes where there is an array. */
  readonly path: readonly PathStep[];
  readonly value: unknown;
}

const INDEX = /^(?:0|[1-9]\d*)$/;

/**
 * Reads `path=value`: the path has dots between its keys, the value is JSON or else text.
 *
 * @param text Such as `inferenceConfig.temperature=0.2` or `stop_sequences=["END"]`.
 * @returns Path and value.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no `=` or the path has an empty step.
 */
export function parseSetting(text: string): Setting {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals)).split('.');
  if (path.some((step) => step.trim() === '')) {
    throw new InvalidOptionError(`The setting ${quote(text)} does not say what to set`, {
      option: 'set',
      expected: 'path=value, such as inferenceConfig.temperature=0.2',
      received: quote(text),
      hint: 'Write the path into the model input, "=", and the value as JSON or text',
    });
  }
  return {
    path: path.map((step) => (INDEX.test(step) ? Number(step) : step.trim())),
    value: jsonOrText(text.slice(equals + 1)),
  };
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
  { path, value }: Setting,
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
