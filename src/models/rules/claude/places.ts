/** Where a body has what Claude is asked for beside the conversation; of some there are several places. */
export interface ClaudePlaces {
  readonly temperature: readonly (readonly string[])[];
  readonly topP: readonly (readonly string[])[];
  readonly topK: readonly string[];
  readonly maxTokens: readonly string[];
  readonly thinking: readonly string[];
  readonly toolChoice: readonly string[];
  readonly effort: readonly (readonly string[])[];
  readonly betas: readonly string[];
}

/** Claude messages by InvokeModel. */
export const IN_MESSAGES: ClaudePlaces = {
  temperature: [['temperature']],
  topP: [['top_p']],
  topK: ['top_k'],
  maxTokens: ['max_tokens'],
  thinking: ['thinking'],
  toolChoice: ['tool_choice'],
  effort: [['output_config', 'effort']],
  betas: ['anthropic_beta'],
};

/** Where Converse has the parameters of single models. */
export const FIELDS = 'additionalModelRequestFields';

/** Claude by Converse. */
export const IN_CONVERSE: ClaudePlaces = {
  temperature: [
    ['inferenceConfig', 'temperature'],
    [FIELDS, 'temperature'],
  ],
  topP: [
    ['inferenceConfig', 'topP'],
    [FIELDS, 'top_p'],
  ],
  topK: [FIELDS, 'top_k'],
  maxTokens: ['inferenceConfig', 'maxTokens'],
  thinking: [FIELDS, 'thinking'],
  toolChoice: [FIELDS, 'tool_choice'],
  effort: [
    ['outputConfig', 'effort'],
    [FIELDS, 'output_config', 'effort'],
  ],
  betas: [FIELDS, 'anthropic_beta'],
};
