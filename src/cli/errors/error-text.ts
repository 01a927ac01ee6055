import type { Command } from 'commander';
import {
  type BedrockBatchError,
  isObject,
  printable,
  printableLines,
  shorten,
} from '../../core/index.ts';
import { byFlag } from '../flags/flag-names.ts';
import type { Paint } from '../terminal/color.ts';
import { wrapLine } from '../terminal/wrap-text.ts';

const LONGEST_CAUSE = 300;
const DETAIL_INDENT = 8;
/** What the SDK makes of a refusal without a body, such as those to HEAD. */
const SAYS_NOTHING = 'UnknownError';

/** How text is written for a terminal. */
export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal; undefined where there is none. */
  readonly width?: number | undefined;
  /** The command that ended so, whose flags are named where the library names its options. */
  readonly command?: Command | undefined;
}

/** Writes a known error as people read it: what happened, why, what to do; no stack. */
export function errorText(
  error: BedrockBatchError,
  { paint, width, command }: TextOptions,
): string {
  const details = [
    ['cause', causeText(error)],
    ['hint', error.hint === undefined ? undefined : printableLines(error.hint)],
    ['docs', `docs/errors.md#${error.code.toLowerCase()}`],
  ].flatMap(([name = '', text]) => {
    if (text === undefined) return [];
    const [first = '', ...rest] = text.split('\n').flatMap((line) => indented(line, width));
    return [`  ${paint('dim', name.padEnd(5))} ${first.slice(DETAIL_INDENT)}`, ...rest];
  });
  const head = `${paint(['red', 'bold'], 'error')}  ${paint('bold', error.code)}`;
  const blank = details.length === 0 ? [] : [''];
  const said = command === undefined ? error.message : byFlag(error.message, command);
  const message = wrapLine(`  ${printable(said)}`, width);
  return [head, ...message, ...blank, ...details].join('\n');
}

/** What a hint lists behind a name, `--out <folder>  folder to write`, goes on a little further in. */
function indented(line: string, width: number | undefined): readonly string[] {
  const more = / {2}/.test(line) ? 2 : 0;
  return wrapLine(' '.repeat(DETAIL_INDENT) + line, width, DETAIL_INDENT + more);
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
  if (text === '' || text === SAYS_NOTHING || message.includes(text)) return undefined;
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
