/** Any JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Tells whether a value is an object that is neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A step into a JSON value: a key or an index. */
export type PathStep = string | number;

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** Writes a path as people read it: `messages[0].content`, `tools["a b"]`. */
export function formatPath(path: readonly PathStep[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (PLAIN_KEY.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Writes JSON with sorted keys and no white space, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

const SEPARATORS = /[\u0085\u2028\u2029]/g;

/**
 * Writes as escapes what some readers end a line at: U+0085, U+2028 and U+2029, which JSON.stringify leaves as they are and
 * Python's splitlines() takes for ends of lines. In valid JSON they stand in strings alone, where the escape means the same.
 */
export function withoutSeparators(json: string): string {
  return json.replace(SEPARATORS, (character) => SEPARATOR_ESCAPES[character] ?? character);
}

const SEPARATOR_ESCAPES: Readonly<Record<string, string>> = {
  '\u0085': '\\u0085',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};
