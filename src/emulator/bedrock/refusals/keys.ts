import type { Asked } from './asked.ts';
import { ANY, CLAUDE } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const OF_CLAUDE = ['anthropic_version', 'max_tokens', 'messages'];

/** Whether the newer one is refused depends on the model, and no refusal of it was seen. */
const VERSIONS = new Set(['bedrock-2023-05-31', '2026-10-21']);

/** Keys of which null was seen to be refused, with the type that Bedrock names. */
const TYPES: Readonly<Record<string, string>> = {
  temperature: 'Number',
  anthropic_beta: 'JSONArray',
};

/** Keys that people put into bodies of Claude and that it does not have. */
const NOT_OF_CLAUDE = [
  ...['model', 'modelId', 'prompt', 'inputText', 'max_completion_tokens', 'response_format'],
  ...['inferenceConfig', 'toolConfig', 'additionalModelRequestFields'],
];

/** Keys without which bodies are refused: one of each list. */
const REQUIRED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^amazon\.titan-embed-text-v2/, ['inputText']],
  [/^amazon\.titan-embed-image/, ['inputText', 'inputImage']],
  [/^amazon\.nova-2-multimodal-embeddings/, ['singleEmbeddingParams']],
  [/^amazon\.nova-(?:micro|lite|pro|premier|2-lite)/, ['messages']],
  [/^meta\.llama/, ['prompt']],
  [/^mistral\.mistral-small-2402/, ['prompt']],
  [/^mistral\.(?:mistral-large-2407|mistral-large-3|ministral|magistral|voxtral)/, ['messages']],
  [/^(?:openai\.gpt-oss|qwen\.|deepseek\.v3|zai\.|minimax\.|moonshot)/, ['messages']],
  [/^(?:google\.gemma|nvidia\.nemotron)/, ['messages']],
];

/** Bodies that lack what they cannot do without, or have what they cannot have. */
export const keyRefusals: readonly Refusal[] = [
  {
    models: CLAUDE,
    form: 'InvokeModel',
    textFor: ({ body }) => required(OF_CLAUDE.find((key) => !Object.hasOwn(body, key))),
    observed: true,
    byModel: true,
    source: 'litellm #36156',
    seenOn: '2026',
  },
  {
    models: CLAUDE,
    form: 'InvokeModel',
    textFor: ({ body }) => {
      const version = body['anthropic_version'];
      return typeof version === 'string' && !VERSIONS.has(version)
        ? `Invalid API version: ${version}`
        : undefined;
    },
    observed: true,
    byModel: true,
    source: 'boto3 #4218, live',
    seenOn: '2024-07-26',
  },
  {
    models: CLAUDE,
    form: 'InvokeModel',
    textFor: ({ body }) => {
      const found = Object.entries(TYPES).find(([key]) => body[key] === null);
      return found === undefined
        ? undefined
        : `Malformed input request: #/${found[0]}: expected type: ${found[1]}, found: Null, please reformat your input and try again.`;
    },
    observed: true,
    byModel: false,
    source: 'x3n0cr4735/celi #91, live; a Go client in a public repository',
    seenOn: '2024-08-01',
  },
  {
    models: /^amazon\.titan-embed-text/,
    form: 'InvokeModel',
    textFor: ({ body }) =>
      body['inputText'] === ''
        ? 'Malformed input request: expected minLength: 1, actual: 0, please reformat your input and try again.'
        : undefined,
    observed: true,
    byModel: false,
    source: 'langchain #19542, live',
    seenOn: '2024-05-20',
  },
  {
    models: CLAUDE,
    form: 'InvokeModel',
    textFor: ({ body }) => {
      const extra = NOT_OF_CLAUDE.find((key) => Object.hasOwn(body, key));
      return extra === undefined ? undefined : `${extra}: Extra inputs are not permitted`;
    },
    observed: true,
    byModel: true,
    source: 'bifrost #4516',
    seenOn: '2026',
  },
  {
    models: /^amazon\.nova-(?:micro|lite|pro|premier|2-lite)/,
    form: 'InvokeModel',
    textFor: ({ body }) =>
      Object.hasOwn(body, 'messages')
        ? undefined
        : 'Malformed input request: #: required key [messages] not found, please reformat your input and try again.',
    observed: true,
    byModel: false,
    source: 'notes of Nova users in public repositories',
    seenOn: '2026-02-21',
  },
  {
    models: ANY,
    form: 'InvokeModel',
    textFor: (asked) => required(missingIn(asked)),
    observed: false,
    byModel: false,
    source: "AWS's pages of model parameters",
    seenOn: '2026-11-20',
  },
  {
    models: ANY,
    form: 'Converse',
    textFor: ({ body }) => required(Object.hasOwn(body, 'messages') ? undefined : 'messages'),
    observed: false,
    byModel: false,
    source: 'API model of Converse',
    seenOn: '2026-11-20',
  },
];

function missingIn({ model, body }: Asked): string | undefined {
  const [, keys = []] = REQUIRED.find(([models]) => models.test(model)) ?? [];
  return keys.some((key) => Object.hasOwn(body, key)) ? undefined : keys[0];
}

function required(key: string | undefined): string | undefined {
  return key === undefined ? undefined : `${key}: Field required`;
}
