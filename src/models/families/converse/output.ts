import { asMessageOutput, type MessageOutput } from '../../outputs/message-output.ts';

/** Output of a record of a job of type Converse. */
export interface ConverseOutput extends MessageOutput {}

/**
 * Gives the output of a Converse record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is not what Converse answers.
 *
 * @example Read why the answer ended
 * ```ts
 * import { readConverseOutput } from 'bedrock-batch';
 *
 * const output = readConverseOutput({
 *   output: { message: { role: 'assistant', content: [{ text: 'spam' }] } },
 *   stopReason: 'end_turn',
 * });
 * console.assert(output?.stopReason === 'end_turn');
 * ```
 */
export function readConverseOutput(modelOutput: unknown): ConverseOutput | undefined {
  return asMessageOutput(modelOutput);
}
