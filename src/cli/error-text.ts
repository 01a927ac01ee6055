import {
  type BedrockBatchError,
  isObject,
  printable,
  printableLines,
  shorten,
} from '../core/index.ts';
import type { Paint } from './color.ts';

const LONGEST_CAUSE = 300;
const HINT_INDENT = 8;

/** Writes a known error as people read it: what happened, why, what to do; no stack. */
export function errorText(error: BedrockBatchError, paint: Paint): string {
  const details = [
    ['cause', causeText(error)],
    ['hint', error.hint === undefined ? undefined : hintText(error.hint)],
    ['docs', `docs/errors.md#${error.code.toLowerCase()}`],
  ].flatMap(([name = '', text]) =>
    text === undefined ? [] : [`  ${paint('dim', name.padEnd(5))} ${text}`],
  );
  const head = `${paint(['red', 'bold'], 'error')}  ${paint('bold', error.code)}`;
  const blank = details.length === 0 ? [] : [''];
  return [head, `  ${printable(error.message)}`, ...blank, ...details].join('\n');
}

/** What follows the first line of a hint stands below it. */
function hintText(hint: string): string {
  return printableLines(hint).replaceAll('\n', `\n${' '.repeat(HINT_INDENT)}`);
}

/** Writes an error of this program itself. */
export function bugText(error: unknown, paint: Paint): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${paint(['red', 'bold'], 'error')}  this is a bug in bedrock-batch; please report it with what follows`,
    printableLines(stack),
  ].join('\n');
}

/** Gives an error as one object for `--json`. */
export function errorJson(error: unknown): { readonly error: Readonly<Record<string, unknown>> } {
  if (!(error instanceof Error)) return { error: { name: 'Error', message: String(error) } };
  const { name, message } = error;
  const fields = 'toJSON' in error ? (error as BedrockBatchError).toJSON() : { name, message };
  return { error: { ...fields, cause: causeText(error) } };
}

/** What the original error says, in one line, where the error itself does not say it already. */
function causeText({ cause, message }: Error): string | undefined {
  if (!(cause instanceof Error) || isMissingFile(cause)) return undefined;
  const text = schemaFault(cause) ?? cause.message.split('\n', 1)[0] ?? '';
  if (text === '' || message.includes(text)) return undefined;
  return printable(shorten(`${cause.name}: ${text}`, LONGEST_CAUSE));
}

/** That something is not there, the error itself says better. */
function isMissingFile({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The first thing that zod found, whose own message has many lines. */
function schemaFault(cause: object): string | undefined {
  if (!('issues' in cause) || !Array.isArray(cause.issues)) return undefined;
  const [first] = cause.issues as readonly unknown[];
  if (!isObject(first) || !Array.isArray(first['path'])) return undefined;
  return `${String(first['message'])} at ${first['path'].join('.')}`;
}
