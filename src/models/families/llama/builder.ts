import type { LlamaCompletion } from './schema.ts';

/** What {@link LlamaBuilder.instruct} takes: one question in place of the whole prompt. */
export interface LlamaInstruction extends LlamaCompletion {
  readonly system?: string | undefined;
}

/** Builds model inputs of Llama. */
export interface LlamaBuilder {
  /**
   * Makes a model input of Llama from a prompt that has Llama's tokens already.
   *
   * @param body Members of the request.
   * @returns The `modelInput` of a record.
   *
   * @example Let a text go on
   * ```ts
   * import { llama } from 'bedrock-batch';
   *
   * const modelInput = llama.complete({ prompt: '<|begin_of_text|>Once upon a time', max_gen_len: 64 });
   * console.assert(modelInput.max_gen_len === 64);
   * ```
   */
  readonly complete: (body: LlamaCompletion) => LlamaCompletion;

  /**
   * Makes a model input of Llama from one question: writes the tokens around the turns.
   *
   * AWS documents these tokens for Llama 3 and 4 alike. Llama 4 was trained with others (`<|header_start|>`); who wants
   * those writes the prompt and uses `complete`.
   *
   * @param body The question as `prompt`, without tokens; other members of the request.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { llama } from 'bedrock-batch';
   *
   * const modelInput = llama.instruct({
   *   system: 'Answer with one word.',
   *   prompt: 'Classify: "You won a prize"',
   *   max_gen_len: 64,
   * });
   * console.assert(modelInput.prompt.includes('<|start_header_id|>user<|end_header_id|>'));
   * ```
   */
  readonly instruct: (body: LlamaInstruction) => LlamaCompletion;
}

/**
 * Builds model inputs of Llama.
 *
 * @example An image, from Llama 3.2 on
 * ```ts
 * import { llama } from 'bedrock-batch';
 *
 * const modelInput = llama.instruct({ prompt: 'What is this?', images: ['iVBORw0KGgo='] });
 * console.assert(modelInput.images?.length === 1);
 * ```
 */
export const llama: LlamaBuilder = {
  complete: (body) => ({ ...body }),
  instruct: ({ system, prompt, ...others }) => ({
    prompt: llamaPrompt(system === undefined ? [] : [system], [{ role: 'user', content: prompt }]),
    ...others,
  }),
};

/** A turn of a conversation whose content is text. */
interface TextTurn {
  readonly role: string;
  readonly content?: string | null | undefined;
}

/** Writes the tokens around the turns; a last one of the assistant is left open, so that the answer goes on from it. */
export function llamaPrompt(system: readonly string[], turns: readonly TextTurn[]): string {
  const last = turns.at(-1);
  const isBegun = last?.role === 'assistant';
  const closed = [
    ...system.map((content) => ({ role: 'system', content })),
    ...(isBegun ? turns.slice(0, -1) : turns),
  ];
  const before = closed.map(({ role, content }) => turn(role, content ?? '')).join('');
  return `<|begin_of_text|>${before}${header('assistant')}${isBegun ? (last.content ?? '') : ''}`;
}

function turn(role: string, text: string): string {
  return `${header(role)}${text}<|eot_id|>`;
}

function header(role: string): string {
  return `<|start_header_id|>${role}<|end_header_id|>\n\n`;
}
