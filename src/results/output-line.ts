import { isObject } from '../core/index.ts';
import { locatePath } from '../engine/index.ts';
import type { ModelFamily, OutputReading } from '../models/index.ts';
import type { Outcome, OutcomeError } from './outcome.ts';
import type { LineContent } from './record-count.ts';

/** What an output line says, before it is joined to its record. */
export type OutputLine =
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'read';
      readonly recordId: string;
      readonly content: LineContent;
      readonly outcome: LineOutcome;
      /** JSON text of `modelOutput` as it stands in the line. */
      readonly outputText?: string | undefined;
    };

/** The part of an outcome that comes from the output line. */
export type LineOutcome = Pick<
  Outcome,
  'status' | 'output' | 'text' | 'stopReason' | 'usage' | 'error'
>;

const DECODER = new TextDecoder();
const RETRYABLE_STATUS = new Set([408, 424, 429]);

/**
 * Reads one line of a `.jsonl.out`: `modelOutput` for a success, `error` in its place for a failure.
 *
 * Source: results page of the Bedrock user guide; `errorCode` is read as number or text.
 */
export function readOutputLine(bytes: Uint8Array, family: ModelFamily | undefined): OutputLine {
  const line = parseObject(bytes);
  if (line === undefined || typeof line['recordId'] !== 'string') return { kind: 'unreadable' };
  const recordId = line['recordId'];
  const error = lineError(line['error']);
  if (error !== undefined)
    return { kind: 'read', recordId, content: 'error', outcome: { status: 'failed', error } };
  if (!Object.hasOwn(line, 'modelOutput')) return { kind: 'unreadable' };
  const outcome = outcomeOf(line['modelOutput'], family);
  const outputText = textAt(bytes, 'modelOutput');
  return { kind: 'read', recordId, content: 'modelOutput', outcome, outputText };
}

function textAt(bytes: Uint8Array, key: string): string | undefined {
  const span = locatePath(bytes, [key]);
  return span === undefined ? undefined : DECODER.decode(bytes.subarray(span.start, span.end));
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(DECODER.decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function outcomeOf(output: unknown, family: ModelFamily | undefined): LineOutcome {
  const embedded = isObject(output) ? errorOf(output) : undefined;
  if (embedded !== undefined) return { status: 'failed', output, error: embedded };
  const reading: OutputReading = family?.readOutput(output) ?? {};
  const { text, stopReason, usage } = reading;
  if (reading.error === undefined) return { status: 'succeeded', output, text, stopReason, usage };
  const error = { code: 'MODEL_OUTPUT', message: reading.error, retryable: false };
  return { status: 'failed', output, usage, error };
}

/** Whatever stands in the place of an output is a failure, also in a form that no document names. */
function lineError(value: unknown): OutcomeError | undefined {
  if (value === undefined || value === null) return undefined;
  const message = typeof value === 'string' ? value : JSON.stringify(value);
  return errorOf(value) ?? { code: 'UNKNOWN', message, retryable: false };
}

/** Reads `{errorCode, errorMessage}`, which users have also seen inside `modelOutput`. */
function errorOf(value: unknown): OutcomeError | undefined {
  if (!isObject(value) || !Object.hasOwn(value, 'errorCode')) return undefined;
  const { errorCode, errorMessage, retryable } = value;
  const code =
    typeof errorCode === 'string' || typeof errorCode === 'number' ? String(errorCode) : 'UNKNOWN';
  return {
    code,
    message: typeof errorMessage === 'string' ? errorMessage : '',
    retryable: typeof retryable === 'boolean' ? retryable : isRetryableCode(code),
  };
}

function isRetryableCode(code: string): boolean {
  const status = Number(code);
  return RETRYABLE_STATUS.has(status) || (status >= 500 && status <= 599);
}
