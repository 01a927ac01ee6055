import { quote } from '../../../core/index.ts';
import { doubtful, doubtKeys } from '../../rules/doubtful.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { stopDoubtOf } from '../../rules/stop-doubt.ts';
import { nearestKey } from '../../shape/nearest-key.ts';

/** Keys of OpenAI's chat completions. */
const KNOWN = [
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'response_format',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'reasoning_effort',
  'frequency_penalty',
  'presence_penalty',
  'n',
  'seed',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'model',
  'stream',
  'audio',
  'functions',
  'function_call',
  'metadata',
  'modalities',
  'prediction',
  'service_tier',
  'store',
  'stream_options',
  'user',
  'verbosity',
  'web_search_options',
];

/** `inferenceConfig` stands in AWS's examples of structured output; the others are what servers of open-weight models add. */
const TAKEN = new Set([
  ...KNOWN,
  'inferenceConfig',
  'chat_template_kwargs',
  'min_p',
  'min_tokens',
  'repetition_penalty',
  'top_k',
]);

/** Said in another way: a rule judges them already. */
const JUDGED = new Set(['modelId', 'anthropic_version', 'prompt']);

/** What the keys of others are here. */
const MEANT: Readonly<Record<string, string>> = {
  system: 'a message of the role "system"',
  stop_sequences: '"stop"',
  max_gen_len: '"max_tokens"',
  max_new_tokens: '"max_tokens"',
};

const DOUBT =
  'AWS lists the keys for none of these models, and one was reported to refuse keys that it does not know';

/** Keys that chat completions are not known to have. */
export const keysInDoubt: ModelInputRule = (modelInput) =>
  Object.keys(modelInput)
    .filter((key) => !TAKEN.has(key) && !JUDGED.has(key))
    .map((key) =>
      doubtful([key], { expected: meantBy(key, modelInput), received: 'set', doubt: DOUBT }),
    );

function meantBy(key: string, modelInput: Readonly<Record<string, unknown>>): string {
  if (Object.hasOwn(MEANT, key)) return MEANT[key] as string;
  const free = KNOWN.filter((known) => !Object.hasOwn(modelInput, known));
  const nearest = nearestKey(key, free);
  return nearest === undefined ? `no ${quote(key)}` : quote(nearest);
}

/** Texts to stop at, for models that are reported to refuse them. */
export const stopInDoubt: ModelInputRule = (modelInput, context) => {
  const doubt = stopDoubtOf(context.foundationModel, 'InvokeModel');
  return doubt === undefined ? [] : doubtKeys(['stop'], doubt)(modelInput, context);
};

/** A tier is chosen for each call on demand; a job is of the tier batch already. */
export const tierInDoubt: ModelInputRule = doubtKeys(
  ['service_tier'],
  "tiers are for calls on demand, and AWS's documents at hand do not say what batch inference makes of it",
);
