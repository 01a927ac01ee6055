import type { Outcome } from './outcome.ts';
import { bigIntAsText } from './row-text.ts';

/** JSON texts as they stood in an output or a shard, which parsing and printing would change. */
export interface OutcomeTexts {
  readonly output?: string | undefined;
  readonly record?: string | undefined;
}

const texts = new WeakMap<Outcome, OutcomeTexts>();

/** Lines that outcomes were read from. */
const lines = new WeakMap<Outcome, string>();

/** Remembers the line of JSON that an outcome was written as, as long as the outcome is in use. */
export function keepLine(outcome: Outcome, line: string): Outcome {
  lines.set(outcome, line);
  return outcome;
}

/** Remembers the texts of an outcome as long as the outcome is in use. */
export function keepTexts(outcome: Outcome, kept: OutcomeTexts): Outcome {
  texts.set(outcome, kept);
  return outcome;
}

/** Remembers for an outcome the texts of another one, whose output and record it has. */
export function copyTexts(from: Outcome, to: Outcome): Outcome {
  const kept = texts.get(from);
  return kept === undefined ? to : keepTexts(to, kept);
}

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
  const line = lines.get(outcome);
  if (line !== undefined) return line;
  const kept = texts.get(outcome);
  if (kept === undefined) return withoutOddRow(outcome);
  const { output: _output, record: _record, ...rest } = outcome;
  const members = withoutOddRow(rest).slice(0, -1);
  const output = kept.output === undefined ? '' : `,"output":${kept.output}`;
  const record = kept.record === undefined ? '' : `,"record":${kept.record}`;
  return `${members}${output}${record}}`;
}

function withoutOddRow(outcome: Outcome): string {
  try {
    return JSON.stringify(outcome, bigIntAsText);
  } catch {
    const { row: _row, ...rest } = outcome;
    return JSON.stringify(rest);
  }
}
