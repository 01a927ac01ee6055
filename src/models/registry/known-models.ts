import type { FamilyName } from '../facts/family-name.ts';

/** What is known of the models whose ids begin alike. */
export interface KnownModel {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Name of the family that InvokeModel takes, such as `claude-messages`; absent where this version has no schema. */
  readonly family?: FamilyName | undefined;
  /** What people call the shape of the model input, where no family describes it. */
  readonly shape?: string | undefined;
  /** Why it is not sure that the family is the right one, as a clause; absent where it is. */
  readonly doubt?: string | undefined;
  /** Whether the model has a Converse form. */
  readonly converse: boolean;
  /**
   * Whether the model runs in batch inference in some region, as far as was seen: `unlikely` where no batch quota of it
   * was seen anywhere. The answer of CreateModelInvocationJob has the last word.
   */
  readonly batch: 'yes' | 'no' | 'unlikely' | 'unknown';
  /** Where that was read. */
  readonly source: string;
  /** Day or month it was read, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly readOn: string;
}

type Evidence = Pick<KnownModel, 'batch' | 'source' | 'readOn'>;
type Form = Pick<KnownModel, 'family' | 'shape' | 'doubt' | 'converse'>;

const QUOTA: Evidence = {
  batch: 'yes',
  source: 'Service Quotas has batch quotas for it (code list of 2026-09-11)',
  readOn: '2026-09-11',
};
const TABLE: Evidence = {
  batch: 'yes',
  source: 'AWS, "Supported Regions and models for batch inference", as quoted by stdapi.ai #148',
  readOn: '2026-08',
};
const TABLE_2025: Evidence = {
  batch: 'yes',
  source: 'AWS, "Supported Regions and models for batch inference", copy of 2025',
  readOn: '2025-06-05',
};
const RUN: Evidence = {
  batch: 'yes',
  source: 'a project log with real batch jobs',
  readOn: '2026-09-02',
};
const TABLE_2026: Evidence = {
  batch: 'yes',
  source: 'AWS, "Supported Regions and models for batch inference"',
  readOn: '2026-11-20',
};
const TABLE_AUGUST: Evidence = {
  batch: 'yes',
  source: 'AWS, "Supported Regions and models for batch inference", snapshot of a catalogue',
  readOn: '2026-08-20',
};
const NO_QUOTA: Evidence = {
  batch: 'unlikely',
  source: 'no batch quota was seen anywhere, and it stands in no list of batch models',
  readOn: '2026-11-20',
};
const NOT_SEEN: Evidence = {
  batch: 'unknown',
  source: 'nothing was seen about this model',
  readOn: '2026-11-20',
};
const FABLE_5_1: Evidence = {
  batch: 'unknown',
  source: 'a project log says it was refused on 2026-09-02, and later nothing was seen',
  readOn: '2026-11-28',
};
const CONTRADICTED: Evidence = {
  batch: 'unknown',
  source:
    'a project log says it was refused on 2026-09-02, documents of 2026-10-06 use it as an example',
  readOn: '2026-10-06',
};
const STANDARD_ONLY: Evidence = {
  batch: 'unknown',
  source: 'its model card names only the service tier standard, and no list of batch models has it',
  readOn: '2026-11-28',
};
const REFUSED: Evidence = {
  batch: 'no',
  source: 'a project log of real jobs',
  readOn: '2026-09-02',
};
const REFUSED_LATER: Evidence = {
  batch: 'no',
  source: 'CreateModelInvocationJob refused it, stdapi.ai #292',
  readOn: '2026-09-22',
};

const CLAUDE: Form = { family: 'claude-messages', converse: true };
const NOVA: Form = { family: 'nova-messages', converse: true };
const TITAN_TEXT: Form = { family: 'titan-text-embeddings', converse: false };
const OPENAI: Form = { family: 'openai-chat', converse: true };
/** Bodies of AWS's notebooks (aws-samples/mistral-on-aws, InvokeModel, 2025-12-08) have Large 3, Ministral 3, Magistral, Voxtral. */
const DEVSTRAL: Form = {
  ...OPENAI,
  doubt:
    "AWS's examples show OpenAI-style chat of its sister models, and none was found of Devstral",
};
const LLAMA: Form = { family: 'llama', converse: true };

function rows(form: Form, evidence: Evidence, prefixes: string): readonly KnownModel[] {
  return prefixes.split(' ').map((prefix) => ({ prefix, ...form, ...evidence }));
}

/**
 * What is known of models and batch inference, with source and date.
 *
 * AWS has no API that tells; the answer of CreateModelInvocationJob is the only sure one.
 *
 * @example Models that were seen to batch
 * ```ts
 * import { knownModels } from 'bedrock-batch';
 *
 * const batching = knownModels.filter((model) => model.batch === 'yes');
 * console.assert(batching.some((model) => 'amazon.nova-pro-v1:0'.startsWith(model.prefix)));
 * ```
 */
export const knownModels: readonly KnownModel[] = [
  ...rows(CLAUDE, NOT_SEEN, 'anthropic.claude-'),
  ...rows(
    CLAUDE,
    QUOTA,
    'anthropic.claude-3-haiku anthropic.claude-3-opus anthropic.claude-3-sonnet anthropic.claude-3-5-haiku ' +
      'anthropic.claude-3-5-sonnet anthropic.claude-3-7-sonnet anthropic.claude-sonnet-4-20250514 ' +
      'anthropic.claude-sonnet-4-5 anthropic.claude-sonnet-4-6 anthropic.claude-opus-4-5 ' +
      'anthropic.claude-opus-4-6 anthropic.claude-haiku-4-5',
  ),
  ...rows(CLAUDE, RUN, 'anthropic.claude-opus-5'),
  ...rows(CLAUDE, CONTRADICTED, 'anthropic.claude-sonnet-5'),
  ...rows(CLAUDE, STANDARD_ONLY, 'anthropic.claude-opus-5-5 anthropic.claude-sonnet-5-5'),
  ...rows(CLAUDE, FABLE_5_1, 'anthropic.claude-fable-5-1'),
  ...rows(CLAUDE, NOT_SEEN, 'anthropic.claude-opus-4-20250514 anthropic.claude-opus-4-1'),
  ...rows(
    { shape: 'Claude text completions', converse: false },
    NO_QUOTA,
    'anthropic.claude-v2 anthropic.claude-instant',
  ),
  ...rows(
    NOVA,
    QUOTA,
    'amazon.nova-lite-v1 amazon.nova-micro-v1 amazon.nova-pro-v1 amazon.nova-2-lite',
  ),
  ...rows(NOVA, TABLE_2025, 'amazon.nova-premier-v1'),
  ...rows(NOVA, NOT_SEEN, 'amazon.nova-'),
  ...rows(
    { family: 'nova-multimodal-embeddings', converse: false },
    TABLE_2026,
    'amazon.nova-2-multimodal-embeddings',
  ),
  ...rows(
    { shape: 'Nova images and videos', converse: false },
    NO_QUOTA,
    'amazon.nova-canvas amazon.nova-reel',
  ),
  ...rows(
    { shape: 'Nova speech', converse: false },
    NO_QUOTA,
    'amazon.nova-sonic amazon.nova-2-sonic',
  ),
  ...rows(TITAN_TEXT, QUOTA, 'amazon.titan-embed-text-v2'),
  ...rows(TITAN_TEXT, NOT_SEEN, 'amazon.titan-embed-text'),
  ...rows(
    { family: 'titan-multimodal-embeddings', converse: false },
    QUOTA,
    'amazon.titan-embed-image-v1',
  ),
  ...rows(
    { shape: 'Titan Text Embeddings G1', converse: false },
    NO_QUOTA,
    'amazon.titan-embed-text-v1 amazon.titan-embed-g1',
  ),
  ...rows({ shape: 'Titan images', converse: false }, NO_QUOTA, 'amazon.titan-image'),
  ...rows({ shape: 'Titan Text', converse: true }, NO_QUOTA, 'amazon.titan-text'),
  ...rows(
    OPENAI,
    QUOTA,
    'openai.gpt-oss qwen.qwen3 deepseek.v3 zai.glm-4.7-flash minimax.minimax-m2',
  ),
  ...rows(OPENAI, RUN, 'zai.glm-4.7 moonshotai.kimi-k2 moonshot.kimi-k2'),
  ...rows(OPENAI, TABLE, 'google.gemma-3 nvidia.nemotron'),
  ...rows(OPENAI, REFUSED, 'zai.glm-5'),
  ...rows(OPENAI, REFUSED_LATER, 'moonshotai.kimi-k3 moonshot.kimi-k3'),
  ...rows(OPENAI, NOT_SEEN, 'zai.glm-5. moonshotai.kimi-k3. moonshot.kimi-k3.'),
  ...rows(LLAMA, QUOTA, 'meta.llama3-1 meta.llama3-1-405b meta.llama3-2 meta.llama3-3 meta.llama4'),
  ...rows(LLAMA, NOT_SEEN, 'meta.llama3'),
  ...rows({ shape: 'Llama', converse: true }, NOT_SEEN, 'meta.llama'),
  ...rows({ family: 'mistral-completion', converse: true }, QUOTA, 'mistral.mistral-small-2402'),
  ...rows({ family: 'mistral-chat', converse: true }, QUOTA, 'mistral.mistral-large-2407'),
  ...rows(DEVSTRAL, QUOTA, 'mistral.devstral'),
  ...rows(
    OPENAI,
    TABLE_AUGUST,
    'mistral.mistral-large-3 mistral.ministral-3 mistral.magistral-small mistral.voxtral',
  ),
  ...rows(OPENAI, NOT_SEEN, 'mistral.ministral mistral.magistral'),
  ...rows({ shape: 'Mistral', converse: true }, NOT_SEEN, 'mistral.'),
  ...rows({ shape: 'Cohere embeddings', converse: false }, NO_QUOTA, 'cohere.embed'),
  ...rows({ shape: 'Cohere', converse: true }, NO_QUOTA, 'cohere.'),
  ...rows({ shape: 'AI21', converse: true }, NO_QUOTA, 'ai21. ai21.jamba-1-5'),
  ...rows({ shape: 'Stability images', converse: false }, NO_QUOTA, 'stability.'),
];
