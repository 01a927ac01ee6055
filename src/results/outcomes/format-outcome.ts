import { locatePath } from '../../engine/index.ts';
import { lineOf, type OutcomeTexts, textsOf } from './kept-texts.ts';
import type { Outcome } from './outcome.ts';
import { bigIntAsText, rowText } from './row-text.ts';

const NO_TEXTS: OutcomeTexts = {};
const DECODER = new TextDecoder();
/** Whoever makes outcomes by hand may give them any keys. */
const MOST_KEYS = 64;

/**
 * Writes an outcome as one line of JSON, without a newline.
 *
 * Output and record of an outcome that {@link readOutcomes} or {@link readSavedOutcomes} gave stand in it byte for byte as Bedrock and the
 * builder wrote them: big integers and `1.0` come out as they were. A row of a program that JSON cannot say is left out; its big integers
 * become text.
 *
 * @param outcome An outcome, unchanged.
 * @returns JSON.
 *
 * @example An outcome made by hand
 * ```ts
 * import { formatOutcome } from 'bedrock-batch/results';
 *
 * const outcome = { recordId: '1', status: 'missing', job: 'jobs/0000', shard: 'jobs/0000/shard-00000.jsonl', line: 1 } as const;
 * console.assert(JSON.parse(formatOutcome(outcome)).status === 'missing');
 * ```
 */
export function formatOutcome(outcome: Outcome): string {
  const line = lineOf(outcome);
  if (line !== undefined) return line;
  const { output, record, row } = textsOf(outcome) ?? NO_TEXTS;
  let members = '';
  for (const key of Object.keys(outcome) as (keyof Outcome)[]) {
    if (key === 'output' && output !== undefined) continue;
    if (key === 'record' && record !== undefined) continue;
    const json = memberText(key, outcome[key]);
    if (json !== undefined) members += keyText(key) + json;
  }
  if (row !== undefined) members += `,"row":${DECODER.decode(row.text)}`;
  if (output !== undefined) members += `,"output":${output}`;
  if (record !== undefined) members += `,"record":${record}`;
  return `{${members.slice(1)}}`;
}

/** Gives the output of an outcome as JSON, as Bedrock wrote it where that is known. */
export function outputText(outcome: Outcome): string | undefined {
  return textsOf(outcome)?.output ?? textInLine(outcome, ['output']) ?? rowText(outcome.output);
}

/** Gives the record of an outcome as JSON, as it was sent where that is known. */
export function recordText(outcome: Outcome): string | undefined {
  return textsOf(outcome)?.record ?? textInLine(outcome, ['record']) ?? rowText(outcome.record);
}

/** Gives a value as it stands in the line that an outcome was saved as, where that is known. */
export function textInLine(outcome: Outcome, path: readonly string[]): string | undefined {
  const line = lineOf(outcome);
  return line === undefined ? undefined : textIn(Buffer.from(line), path);
}

/** Gives a value as it stands in JSON. */
export function textIn(json: Uint8Array, path: readonly string[]): string | undefined {
  const span = locatePath(json, path);
  return span === undefined ? undefined : DECODER.decode(json.subarray(span.start, span.end));
}

/** JSON of one member; undefined where JSON has none, as of a row that it cannot say. A replacer would take JSON.stringify off its fast way. */
export function memberText(key: string, value: unknown): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return key === 'row' ? rowText(value) : JSON.stringify(value, bigIntAsText);
  }
}

const keys = new Map<string, string>();

/** The comma, the key and its colon: of the few that outcomes have, made once. */
function keyText(key: string): string {
  const made = keys.get(key);
  if (made !== undefined) return made;
  const text = `,${JSON.stringify(key)}:`;
  if (keys.size < MOST_KEYS) keys.set(key, text);
  return text;
}
