import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { finishReasonIn } from '../../outputs/finish-reason.ts';
import { errorIn, fieldOf, listAt, textAt } from '../../outputs/output-fields.ts';
import type { OutputReading } from '../../outputs/output-reading.ts';
import { answerAmong, saysSomething } from '../../outputs/output-texts.ts';

/** Output of Mistral Small (24.02). */
export interface MistralCompletionOutput {
  readonly outputs: readonly {
    readonly text: string;
    /** Such as `stop` or `length`. */
    readonly stop_reason?: string | null | undefined;
    readonly [key: string]: unknown;
  }[];
  readonly [key: string]: unknown;
}

const completionOutput: LateSchema<MistralCompletionOutput> = lateSchema((z) =>
  z.looseObject({
    outputs: z.array(
      z.looseObject({ text: z.string(), stop_reason: z.string().nullable().optional() }),
    ),
  }),
);

/**
 * Gives the output of a text completion of Mistral its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is no text completion.
 *
 * @example Read the answer
 * ```ts
 * import { readMistralCompletionOutput } from 'bedrock-batch';
 *
 * const output = readMistralCompletionOutput({ outputs: [{ text: 'spam', stop_reason: 'stop' }] });
 * console.assert(output?.outputs[0]?.text === 'spam');
 * ```
 */
export function readMistralCompletionOutput(
  modelOutput: unknown,
): MistralCompletionOutput | undefined {
  return completionOutput().safeParse(modelOutput).success
    ? (modelOutput as MistralCompletionOutput)
    : undefined;
}

/** Reads the first answer that says something, how it ended, and the error; tokens are not told. */
export function readOutput(modelOutput: unknown): OutputReading {
  const outputs = listAt(modelOutput, 'outputs');
  const answer = outputs.find(isAnswer);
  const output = answer ?? outputs[0];
  const stopReason = textAt(output, 'stop_reason');
  return {
    answer: answerAmong(fieldOf(modelOutput, 'outputs'), isAnswer),
    text: textAt(output, 'text'),
    finishReason: finishReasonIn(modelOutput, stopReason),
    stopReason,
    error: answer === undefined ? errorIn(modelOutput) : undefined,
  };
}

function isAnswer(output: unknown): boolean {
  return saysSomething(textAt(output, 'text'));
}
