import type { MistralCompletion } from './schema.ts';

/** What {@link MistralCompletionBuilder.instruct} takes: one question in place of the whole prompt. */
export interface MistralInstruction extends MistralCompletion {
  /** Stands in front of the question: the form has no place of its own for it. */
  readonly system?: string | undefined;
}

/** Builds model inputs of Mistral Small (24.02). */
export interface MistralCompletionBuilder {
  /**
   * Makes a model input of Mistral Small (24.02) from a prompt that has Mistral's tokens already.
   *
   * @param body Members of the text completion.
   * @returns The `modelInput` of a record.
   *
   * @example A conversation
   * ```ts
   * import { mistral } from 'bedrock-batch';
   *
   * const prompt = '<s>[INST] Hello [/INST] Good day.</s> [INST] And now? [/INST]';
   * console.assert(mistral.complete({ prompt }).prompt === prompt);
   * ```
   */
  readonly complete: (body: MistralCompletion) => MistralCompletion;

  /**
   * Makes a model input of Mistral Small (24.02) from one question: writes the tokens around it.
   *
   * @param body The question as `prompt`, without tokens; other members of the text completion.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { mistral } from 'bedrock-batch';
   *
   * const modelInput = mistral.instruct({ prompt: 'Classify: "You won a prize"', max_tokens: 64 });
   * console.assert(modelInput.prompt.startsWith('<s>[INST] '));
   * ```
   */
  readonly instruct: (body: MistralInstruction) => MistralCompletion;
}

export const mistralCompletionBuilder: MistralCompletionBuilder = {
  complete: (body) => ({ ...body }),
  instruct: ({ system, prompt, ...others }) => ({
    prompt: instructPrompt(system === undefined ? [] : [system], [{ content: prompt }]),
    ...others,
  }),
};

/**
 * Writes the tokens around turns of user and assistant, which alternate; a last one of the assistant is left open, so that the answer goes on
 * from it. System prompts stand in front of the first question.
 */
export function instructPrompt(
  system: readonly string[],
  turns: readonly { readonly content?: string | null | undefined }[],
): string {
  const prompts = system.map((text) => `${text}\n\n`).join('');
  const texts = turns.map(({ content }) => content ?? '');
  return texts.reduce((before, text, index) => {
    if (index % 2 === 1) return `${before} ${text}`;
    return index === 0
      ? `<s>[INST] ${prompts}${text} [/INST]`
      : `${before}</s> [INST] ${text} [/INST]`;
  }, '');
}
