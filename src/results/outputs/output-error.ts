import { isObject } from '../../core/index.ts';
import type { OutcomeError } from '../outcomes/outcome.ts';

/**
 * Names of errors that the service calls passing: those with the statuses 408, 424, 429 and 5xx in the API model of
 * bedrock-runtime (3.1162), the names that the AWS SDKs' standard retry mode calls throttling or transient, the errors common
 * to all of AWS's APIs, and the types of Anthropic's "Errors" page. In small letters, without `Exception` at the end.
 */
const PASSING = new Set([
  ...['throttling', 'throttled', 'requestthrottled', 'toomanyrequests', 'slowdown'],
  ...['requestlimitexceeded', 'modelnotready', 'modeltimeout', 'modelerror', 'modelstreamerror'],
  ...['requesttimeout', 'timeouterror', 'serviceunavailable'],
  ...['internalserver', 'internalservererror', 'internalfailure', 'internalerror'],
  ...['rate_limit_error', 'overloaded_error', 'api_error', 'timeout_error'],
]);

const PASSING_STATUS = new Set([408, 424, 429]);

/** Whether the same record may succeed another time, going by the code of its failure. */
export function isPassing(code: string): boolean {
  const status = Number(code);
  return (
    PASSING_STATUS.has(status) ||
    (status >= 500 && status <= 599) ||
    PASSING.has(code.toLowerCase().replace(/exception$/, ''))
  );
}

/**
 * Reads what stands in the place of an output: a failure whatever its form, also one that no document names. An empty one
 * beside an output says nothing.
 */
export function readLineError(value: unknown, hasOutput: boolean): OutcomeError | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasOutput && isEmpty(value)) return undefined;
  if (!isObject(value)) return errorOf('UNKNOWN', textOf(value), undefined);
  const code = codeIn(value) ?? 'UNKNOWN';
  return errorOf(code, messageIn(value) ?? (code === 'UNKNOWN' ? textOf(value) : ''), value);
}

function isEmpty(value: unknown): boolean {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}

/**
 * Reads an error that stands inside an output that counts as a success.
 *
 * Reported forms: `errorCode` and `errorMessage`, `__type` and `message`, `error` as an object or a text. Beside an answer
 * only `errorCode` is an error: the other keys may belong to the answer.
 */
export function readEmbeddedError(output: unknown, hasAnswer: boolean): OutcomeError | undefined {
  if (!isObject(output)) return undefined;
  const isError = textCode(output['errorCode']) !== undefined || (!hasAnswer && saysError(output));
  if (!isError) return undefined;
  const said = isObject(output['error']) ? output['error'] : output;
  return errorOf(codeIn(output) ?? 'MODEL_OUTPUT', messageIn(output) ?? '', said);
}

function saysError({ error, errorMessage, __type: type }: Fields): boolean {
  return isObject(error) || [error, errorMessage, type].some((text) => isText(text));
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

type Fields = Readonly<Record<string, unknown>>;

function errorOf(code: string, message: string, said: Fields | undefined): OutcomeError {
  const retryable = said?.['retryable'];
  return {
    code,
    message,
    retryable: typeof retryable === 'boolean' ? retryable : isPassing(code),
  };
}

const CODE_KEYS = ['errorCode', '__type', 'code', 'type'] as const;
const MESSAGE_KEYS = ['errorMessage', 'message', 'Message'] as const;

function codeIn(value: Fields): string | undefined {
  const { error } = value;
  const own = ownCode(value, isObject(error));
  return own ?? (isObject(error) ? ownCode(error, false) : undefined);
}

/** Around an inner error `type` says only that there is one, as in Anthropic's `{type: "error", error}`. */
function ownCode(value: Fields, isAround: boolean): string | undefined {
  for (const key of CODE_KEYS) {
    if (isAround && key === 'type') continue;
    const code = Object.hasOwn(value, key) ? textCode(value[key]) : undefined;
    if (code !== undefined) return code;
  }
  return undefined;
}

/** A type of error as AWS writes it: perhaps with the service before a `#`, and an address behind a `:`. */
function textCode(code: unknown): string | undefined {
  if (typeof code === 'number') return String(code);
  if (typeof code !== 'string') return undefined;
  const name = code.slice(code.lastIndexOf('#') + 1).split(':')[0] ?? '';
  return name.trim() === '' ? undefined : name.trim();
}

function messageIn(value: Fields): string | undefined {
  for (const key of MESSAGE_KEYS) {
    const message = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof message === 'string') return message;
  }
  const { error } = value;
  if (typeof error === 'string') return error;
  return isObject(error) ? messageIn(error) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
