import type { FinishReason, InvocationType } from '../../../src/core/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import { type AnswerKind } from '../../../src/models/outputs/output-reading.ts';

/** Whether there is an answer, how it ended, and its text. */
export type Expected = readonly [AnswerKind, FinishReason | undefined, string | undefined];

/** Reads an output as the family of a model does. */
export function look(model: string, output: unknown, invocationType?: InvocationType): Expected {
  const reading = familyOf(model, { invocationType })?.readOutput(output);
  return [reading?.answer ?? 'unknown', reading?.finishReason, reading?.text];
}
