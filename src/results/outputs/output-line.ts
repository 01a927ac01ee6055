import { isUtf8 } from 'node:buffer';
import { describeValue, isObject, quote } from '../../core/index.ts';
import { hashId, locatePath } from '../../engine/index.ts';
import {
  finishReasonOf,
  type ModelFamily,
  type OutputReading,
  readUnnamedOutput,
} from '../../models/index.ts';
import type { Outcome, OutcomeError, RecordStatus } from '../outcomes/outcome.ts';
import type { LineContent } from '../outcomes/record-count.ts';
import { readEmbeddedError, readLineError } from './output-error.ts';

/** What an output line says, before it is joined to its record. */
export type OutputLine =
  | { readonly kind: 'blank' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'read';
      readonly recordId: string;
      readonly content: LineContent;
      readonly outcome: LineOutcome;
      /** JSON text of `modelOutput` as it stands in the line, and a hash of its bytes. */
      readonly outputText?: string | undefined;
      readonly answer?: number | undefined;
    };

/** The part of an outcome that comes from the output line. */
export interface LineOutcome
  extends Pick<
    Outcome,
    'asked' | 'output' | 'text' | 'finishReason' | 'stopReason' | 'usage' | 'error'
  > {
  readonly status: RecordStatus;
  /** Whether nothing could be said of the answer, since nobody knows the model's family. */
  readonly isUnjudged?: boolean | undefined;
}

const DECODER = new TextDecoder();
/** One for all: a hash is used as soon as it is made. */
const HASH = { first: 0, second: 0 };

/**
 * Reads one line of a `.jsonl.out`: `modelOutput` for a success, `error` in its place for a failure.
 *
 * A `modelOutput` without an answer is a failure too. So is a line that is not UTF-8, since its answer is not what the model
 * wrote. Source: results page of the Bedrock user guide; `errorCode` is read as number or text.
 *
 * @param bytes The line without its newline.
 */
export function readOutputLine(bytes: Uint8Array, family: ModelFamily | undefined): OutputLine {
  const text = DECODER.decode(bytes);
  const line = parseObject(text);
  if (line === undefined) return { kind: text.trim() === '' ? 'blank' : 'unreadable' };
  const read = readParsed(bytes, text, line, family);
  if (read.kind !== 'read' || !isObject(line['onDemand'])) return read;
  return { ...read, outcome: { ...read.outcome, asked: 'on-demand' } };
}

function readParsed(
  bytes: Uint8Array,
  text: string,
  line: Readonly<Record<string, unknown>>,
  family: ModelFamily | undefined,
): OutputLine {
  const { recordId } = line;
  if (typeof recordId !== 'string') return { kind: 'unreadable' };
  const isGarbled = text.includes('\uFFFD') && !isUtf8(bytes);
  const hasOutput = Object.hasOwn(line, 'modelOutput');
  const error = readLineError(line['error'], hasOutput);
  if (error !== undefined) {
    const outcome = { status: 'failed', error: isGarbled ? inGarbledLine(error) : error } as const;
    return { kind: 'read', recordId, content: 'error', outcome };
  }
  if (!hasOutput) return { kind: 'unreadable' };
  if (isGarbled) return { kind: 'read', recordId, content: 'modelOutput', outcome: garbled() };
  const outcome = outcomeOf(line['modelOutput'], family);
  return { kind: 'read', recordId, content: 'modelOutput', outcome, ...outputIn(bytes, text) };
}

/** In a line of ASCII a byte is a unit, so that the text need not be decoded again. */
function outputIn(
  bytes: Uint8Array,
  text: string,
): { readonly outputText?: string; readonly answer?: number } {
  const span = locatePath(bytes, ['modelOutput']);
  if (span === undefined) return {};
  const outputBytes = bytes.subarray(span.start, span.end);
  const isAscii = text.length === bytes.length;
  const outputText = isAscii ? text.slice(span.start, span.end) : DECODER.decode(outputBytes);
  return { outputText, answer: hashId(outputBytes, HASH).first };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A failure stays what it is, whatever became of its words. */
function inGarbledLine(error: OutcomeError): OutcomeError {
  return { ...error, message: `${error.message} (the line is not valid UTF-8)` };
}

function garbled(): LineOutcome {
  const message = 'The line of the output is not valid UTF-8, so its answer cannot be read';
  return { status: 'failed', error: { code: 'MODEL_OUTPUT_ENCODING', message, retryable: false } };
}

/** Tells what became of a record by its output. */
export function outcomeOf(output: unknown, family: ModelFamily | undefined): LineOutcome {
  const reading = family === undefined ? readUnnamedOutput(output) : family.readOutput(output);
  const error = faultIn(output, reading, family);
  const { text, finishReason, stopReason, usage } = reading ?? {};
  if (error !== undefined)
    return { status: 'failed', output, finishReason, stopReason, usage, error };
  const answer = { status: 'succeeded', output, text, finishReason, stopReason, usage } as const;
  return reading === undefined ? { ...answer, isUnjudged: true } : answer;
}

function faultIn(
  output: unknown,
  reading: OutputReading | undefined,
  family: ModelFamily | undefined,
): OutcomeError | undefined {
  const hasAnswer = reading?.answer === 'given';
  const embedded = readEmbeddedError(output, hasAnswer);
  if (embedded !== undefined) return embedded;
  if (reading?.error !== undefined)
    return { code: 'MODEL_OUTPUT', message: reading.error, retryable: false };
  return hasAnswer ? undefined : noAnswer(output, reading, family);
}

/** Says why an output is no answer; undefined for an object of which nobody knows what it should hold. */
function noAnswer(
  output: unknown,
  reading: OutputReading | undefined,
  family: ModelFamily | undefined,
): OutcomeError | undefined {
  if (isNothing(output)) {
    // Nobody answered, and nobody said why: another request may be answered.
    const message = `Bedrock wrote ${output === null ? 'null' : 'an empty value'} in place of an answer`;
    return { code: 'MODEL_OUTPUT_EMPTY', message, retryable: true };
  }
  if (reading?.answer === 'none') return emptyAnswer(reading, family);
  if (family === undefined && typeof output === 'object') return undefined;
  const message = `The output is ${describeOutput(output)}, not an answer of ${family?.title ?? 'a model'}`;
  return { code: 'MODEL_OUTPUT_UNKNOWN', message, retryable: false };
}

function isNothing(output: unknown): boolean {
  if (typeof output === 'object' && output !== null) return Object.keys(output).length === 0;
  return output === null || output === '';
}

function emptyAnswer(
  { finishReason, stopReason }: OutputReading,
  family: ModelFamily | undefined,
): OutcomeError {
  const lacking =
    family?.answers === 'embedding' ? 'embedding of numbers' : 'text and no tool call';
  const word = finishReasonOf(stopReason) === finishReason ? stopReason : finishReason;
  const ended = word === undefined ? '' : `; it ended with ${quote(word, 40)}`;
  const message = `The answer has no ${lacking}${ended}`;
  return { code: 'MODEL_OUTPUT_EMPTY', message, retryable: false };
}

function describeOutput(output: unknown): string {
  if (!isObject(output)) return describeValue(output);
  const keys = Object.keys(output)
    .slice(0, 3)
    .map((key) => quote(key, 30));
  return `an object with ${keys.join(', ')}`;
}
