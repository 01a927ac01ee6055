import { decodeUtf8, isObject, OTHER_FORMATS, type OtherFormat } from '../../core/index.ts';
import { archiveKind } from '../../io/index.ts';

/** Lines that are looked at; all of them must agree. */
const LOOKED_AT = 5;

/** The beginning of a file. */
export interface FileHead {
  readonly bytes: Uint8Array;
  /** Whether it is the whole file, so that its last line is whole too. */
  readonly isWhole: boolean;
  /** What the file is called, which may tell CSV by its ending. */
  readonly name: string;
}

/**
 * Tells what a file is whose first lines are surely no records; undefined where there is any doubt.
 *
 * Where a file is of another kind each of its lines would be wrong in several ways, and none of the findings would say why.
 */
export function otherFormatOf({ bytes, isWhole, name }: FileHead): OtherFormat | undefined {
  const kind = archiveKind(bytes);
  // of what has no words here, lines say what they are
  if (kind !== undefined) return isOtherFormat(kind) ? kind : undefined;
  const text = decodeUtf8(bytes);
  const lines = text.split(/\r?\n/);
  const whole = (isWhole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '');
  const first = whole.slice(0, LOOKED_AT);
  if (first.length === 0) return undefined;
  const values = first.map(parsed);
  if (values.every(isObject)) return formatOfLines(values);
  if (isDocument(first, values)) return 'json';
  return first.some((line) => /^\s*[{[]/.test(line)) ? undefined : tableFormat(first, name);
}

function isOtherFormat(kind: string): kind is OtherFormat {
  return Object.hasOwn(OTHER_FORMATS, kind);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // no JSON: perhaps a table
  }
}

/** A lone bracket, and what is no record of its own behind it. */
function isDocument([opening = '', ...rest]: readonly string[], [, second]: readonly unknown[]) {
  return /^[{[]$/.test(opening.trim()) && rest.length > 0 && !isObject(second);
}

type Line = Readonly<Record<string, unknown>>;

function formatOfLines(lines: readonly Line[]): OtherFormat | undefined {
  return SHAPES.find(([, fits]) => lines.every(fits))?.[0];
}

const has = (line: Line, ...keys: readonly string[]) =>
  keys.every((key) => Object.hasOwn(line, key));
const isRecord = (line: Line) => has(line, 'recordId') || has(line, 'modelInput');

/** In this order: the first that all lines fit is the one. */
const SHAPES: readonly (readonly [OtherFormat, (line: Line) => boolean])[] = [
  [
    'bedrock-output',
    (line) => isRecord(line) && (has(line, 'modelOutput') || isObject(line['error'])),
  ],
  ['openai-batch', (line) => !isRecord(line) && has(line, 'custom_id', 'method', 'url', 'body')],
  [
    'anthropic-batch',
    (line) => !isRecord(line) && has(line, 'custom_id') && isObject(line['params']),
  ],
  ['fine-tuning', (line) => !isRecord(line) && isTraining(line)],
  ['bare-model-inputs', (line) => !isRecord(line) && isModelInput(line)],
];

function isTraining(line: Line): boolean {
  const { schemaVersion, messages } = line;
  if (typeof schemaVersion === 'string' && schemaVersion.startsWith('bedrock-conversation-'))
    return true;
  if (has(line, 'prompt', 'completion')) return true;
  const turns: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return Object.keys(line).length === 1 && isObject(turns) && turns['role'] === 'assistant';
}

/** Keys that only the body of a model has, of any family. */
const BODY_KEYS = [
  ...['messages', 'inputText', 'prompt', 'anthropic_version', 'inferenceConfig'],
  ...['max_gen_len', 'textGenerationConfig', 'taskType', 'inputImage'],
];

function isModelInput(line: Line): boolean {
  return !has(line, 'custom_id') && BODY_KEYS.some((key) => Object.hasOwn(line, key));
}

const ENDING = /\.(csv|tsv)$/i;

/** By its ending, or by as many separators in each line. */
function tableFormat(lines: readonly string[], name: string): 'csv' | 'tsv' | undefined {
  const ending = ENDING.exec(name)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'tsv') return ending;
  if (lines.length < 2) return undefined;
  if (areEven(lines, '\t')) return 'tsv';
  return areEven(lines, ',') ? 'csv' : undefined;
}

function areEven(lines: readonly string[], separator: string): boolean {
  const counts = new Set(lines.map((line) => line.split(separator).length));
  return counts.size === 1 && !counts.has(1);
}
