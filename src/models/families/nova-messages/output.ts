import { asMessageOutput, type MessageOutput } from '../../outputs/message-output.ts';

/** Output of Nova (InvokeModel). */
export interface NovaOutput extends MessageOutput {}

/**
 * Gives the output of a Nova record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is not what Nova answers.
 *
 * @example Read the first block
 * ```ts
 * import { readNovaOutput } from 'bedrock-batch';
 *
 * const output = readNovaOutput({ output: { message: { content: [{ text: 'spam' }] } } });
 * console.assert(output?.output.message.content[0]?.text === 'spam');
 * ```
 */
export function readNovaOutput(modelOutput: unknown): NovaOutput | undefined {
  return asMessageOutput(modelOutput);
}
