import { describeValue, isObject, type PathStep, quote } from '../../core/index.ts';
import { describeValues } from '../shape/describe-shape.ts';
import { doubtful } from './doubtful.ts';
import { forbidden } from './forbidden-keys.ts';
import type { RuleFinding } from './rule.ts';

/** What a keyword of a JSON Schema holds: schemas, a reference to one, or something to judge by itself. */
export type KeywordKind = 'schema' | 'schemas' | 'definitions' | 'reference' | 'other';

const KINDS: Readonly<Record<string, KeywordKind>> = {
  items: 'schema',
  properties: 'schemas',
  anyOf: 'schemas',
  allOf: 'schemas',
  $defs: 'definitions',
  $def: 'definitions',
  definitions: 'definitions',
  $ref: 'reference',
};

export function keywordKind(key: string): KeywordKind {
  return Object.hasOwn(KINDS, key) ? (KINDS[key] as KeywordKind) : 'other';
}

/** Source: AWS, "Structured output" in the Bedrock user guide: what breaks these rules fails its record with status 400. */
const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
const FORMATS = [
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
];

const NUMBERS = 'structured output takes no bounds of numbers and refuses the record (status 400)';
const TEXTS = 'structured output takes no lengths of strings and refuses the record (status 400)';
const REFUSED: Readonly<Record<string, string>> = {
  minimum: NUMBERS,
  maximum: NUMBERS,
  multipleOf: NUMBERS,
  minLength: TEXTS,
  maxLength: TEXTS,
};

/** Say nothing of what is taken, or only what every object schema says. */
const HARMLESS = new Set([
  'required',
  'const',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$schema',
  '$id',
  '$comment',
]);

/** Judges a keyword that holds no schemas; `path` ends with it. */
export function judgeKeyword(
  schema: Readonly<Record<string, unknown>>,
  key: string,
  path: readonly PathStep[],
): readonly RuleFinding[] {
  const value = schema[key];
  if (HARMLESS.has(key)) return [];
  if (Object.hasOwn(REFUSED, key)) return [forbidden(path, REFUSED[key] as string)];
  switch (key) {
    case 'type':
      return [...judgeType(value, path), ...openObject(schema, path.slice(0, -1))];
    case 'enum':
      return isScalars(value) ? [] : [wrong(path, 'a list of scalar values', value)];
    case 'format':
      return FORMATS.includes(value as string) ? [] : [wrong(path, describeValues(FORMATS), value)];
    case 'minItems':
      return value === 0 || value === 1 ? [] : [wrong(path, '0 or 1', value)];
    case 'additionalProperties':
      return value === false ? [] : [wrong(path, 'false', value)];
    default:
      return [unlisted(key, path)];
  }
}

function judgeType(type: unknown, path: readonly PathStep[]): readonly RuleFinding[] {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.every((name) => TYPES.includes(name as string))
    ? []
    : [wrong(path, describeValues(TYPES), type)];
}

/** AWS takes no other value than false, and does not say what it makes of none. */
function openObject(
  schema: Readonly<Record<string, unknown>>,
  path: readonly PathStep[],
): readonly RuleFinding[] {
  if (schema['type'] !== 'object' || Object.hasOwn(schema, 'additionalProperties')) return [];
  const doubt = 'AWS says only that no other value is taken, not what happens without one';
  const texts = {
    expected: '"additionalProperties": false',
    received: 'an object schema without "additionalProperties"',
  };
  return [doubtful(path, { ...texts, doubt })];
}

function isScalars(value: unknown): boolean {
  return Array.isArray(value) && !value.some((each) => isObject(each) || Array.isArray(each));
}

function unlisted(key: string, path: readonly PathStep[]): RuleFinding {
  const doubt = 'AWS lists the keyword neither among those it takes nor among those it refuses';
  return doubtful(path, { expected: `no ${quote(key)}`, received: 'set', doubt });
}

function wrong(path: readonly PathStep[], expected: string, value: unknown): RuleFinding {
  return { code: 'MODEL_INPUT_VALUE', path, expected, received: describeValue(value) };
}
