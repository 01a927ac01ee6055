import { InvalidArgumentError } from 'commander';
import {
  type ApiShape,
  type ApiShapeName,
  apiConstraints,
  checkConstraints,
  isObject,
} from '../../core/index.ts';
import { FromFile, textOf } from './from-file.ts';
import { plainTag } from './plain-tag.ts';
import { readJson } from './read-json.ts';
import { readShorthand } from './shorthand.ts';

/** Which value of a request a word is. */
export interface ApiPlace {
  /** Name of the member, for messages. */
  readonly member: string;
  readonly shape: ApiShapeName;
}

/**
 * Reads a value of a request as the AWS CLI takes it: a text, a number, a time, JSON where it begins with `{` or `[`, else shorthand;
 * `file://` before the path of a file that has any of these.
 *
 * @param words One word, but of a list of structures: each word is one of them, or JSON of several.
 * @returns The value with the types of the API; of structures and lists all bounds hold.
 * @throws {InvalidArgumentError} that says what is wrong, where, and what is expected.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` for a file.
 */
export async function readApiValue(
  words: readonly string[],
  { member, shape }: ApiPlace,
  signal?: AbortSignal,
): Promise<unknown> {
  const texts = await Promise.all(words.map((word) => textOf(word, signal)));
  const { type } = apiConstraints[shape];
  if (type !== 'list' && type !== 'structure') return readScalar(texts.at(-1) ?? '', type);
  const values = texts.map((text) => readComplex(text, shape));
  const value = await withFiles(type === 'list' ? values.flat() : values.at(-1), signal);
  const [finding] = checkConstraints(shape, value, [member]);
  if (finding === undefined) return value;
  const { path, expected, received, rule } = finding;
  throw new InvalidArgumentError(
    rule === 'present'
      ? `${path} is missing`
      : `${path} is ${received}, and Bedrock takes ${expected}`,
  );
}

export function readScalar(text: string, type: ApiShape['type']): string | number | Date {
  if (type === 'string') return text;
  return type === 'timestamp' ? readTime(text) : readWhole(text);
}

function readWhole(text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('A whole number is needed');
}

/** Seconds since 1970, or ISO 8601; what names no time zone is local, as the AWS CLI has it. */
function readTime(text: string): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isSeconds = /^\d+(?:\.\d+)?$/.test(text);
  const time = isSeconds ? Number(text) * 1000 : Date.parse(isDay ? `${text}T00:00` : text);
  if (!Number.isNaN(new Date(time).getTime())) return new Date(time);
  throw new InvalidArgumentError(
    'A time is needed: ISO 8601, such as 2026-11-20T16:00:00Z, or seconds since 1970',
  );
}

function readComplex(text: string, shapeName: ApiShapeName): unknown {
  const shape = apiConstraints[shapeName];
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed)) return readJson(trimmed);
  if (shape.type !== 'list') return readShorthand(trimmed, shapeName);
  return (
    (shapeName === 'TagList' ? plainTag(text) : undefined) ?? readShorthand(trimmed, shape.member)
  );
}

async function withFiles(value: unknown, signal?: AbortSignal): Promise<unknown> {
  if (value instanceof FromFile) return textOf(value.uri, signal);
  if (Array.isArray(value)) return Promise.all(value.map((item) => withFiles(item, signal)));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(async ([key, member]) => [
    key,
    await withFiles(member, signal),
  ]);
  return Object.fromEntries(await Promise.all(members));
}
