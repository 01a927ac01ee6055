import { checkConstraints } from '../../core/index.ts';

/** A model id taken apart. */
export type ParsedModelId =
  | {
      readonly kind: 'foundation-model';
      /** Bare id, such as `anthropic.claude-haiku-4-5-20251001-v1:0`. */
      readonly foundationModel: string;
    }
  | {
      readonly kind: 'inference-profile';
      readonly foundationModel: string;
      /** Which regions the profile spans, such as `us` or `global`. */
      readonly prefix: string;
    }
  | {
      /** An inference profile of one's own; its id does not say which model is behind it. */
      readonly kind: 'application-inference-profile';
      readonly id: string;
    }
  | {
      readonly kind: 'custom-model';
      /** The model it was made from, such as `amazon.titan-embed-text-v2:0:8k`. */
      readonly foundationModel: string;
      readonly id: string;
    }
  | {
      /** A bare name without a provider, which the API takes but which does not say what it names. */
      readonly kind: 'name';
      readonly name: string;
    }
  | {
      /** Something of Bedrock's that is no model id of a batch job. */
      readonly kind: 'not-batchable';
      /** A clause. */
      readonly reason: string;
    }
  | {
      readonly kind: 'malformed';
      /** A clause. */
      readonly reason: string;
    };

const PROVIDERS = new Set(
  (
    'ai21 amazon anthropic cohere deepseek google luma meta minimax mistral moonshot moonshotai nvidia openai qwen ' +
    'stability twelvelabs writer zai'
  ).split(' '),
);

const PROFILE_PREFIXES = new Set(['us', 'eu', 'apac', 'jp', 'au', 'ca', 'global', 'us-gov']);

/** Whether a text is what ids of inference profiles begin with, such as `us`. */
export function isProfilePrefix(text: string): boolean {
  return PROFILE_PREFIXES.has(text);
}

const ARN = /^arn:aws(?:-[^:]+)?:bedrock:[a-z0-9-]{1,20}:([0-9]{12})?:([a-z-]+)\/(.+)$/s;

/** What an ARN of Bedrock may name that the pattern of a batch job's `modelId` refuses. */
const NOT_BATCHABLE: Readonly<Record<string, string>> = {
  'provisioned-model': 'models with provisioned throughput have no batch inference',
  'imported-model': 'the API takes no imported model for a batch job',
  'custom-model-deployment':
    'the API takes no deployment of a custom model for a batch job, only the custom model itself',
  prompt: 'the API takes no managed prompt for a batch job',
  'prompt-router': 'the API takes no prompt router for a batch job',
};

/**
 * Takes a model id apart: bare ids, inference-profile ids, and the ARNs of foundation models, inference profiles,
 * application inference profiles and custom models.
 *
 * Source: `modelId` of CreateModelInvocationJob, whose pattern decides what is malformed.
 *
 * @param text Model id as the API takes it.
 * @returns Its parts by `kind`; `not-batchable` and `malformed` come with a reason.
 *
 * @example A cross-region profile
 * ```ts
 * import { parseModelId } from 'bedrock-batch';
 *
 * const parsed = parseModelId('us.anthropic.claude-haiku-4-5-20251001-v1:0');
 * console.assert(parsed.kind === 'inference-profile' && parsed.prefix === 'us');
 * ```
 */
export function parseModelId(text: string): ParsedModelId {
  const arn = ARN.exec(text);
  const resource = arn?.[2] ?? '';
  if (arn !== null && Object.hasOwn(NOT_BATCHABLE, resource)) {
    return { kind: 'not-batchable', reason: NOT_BATCHABLE[resource] as string };
  }
  if (checkConstraints('ModelId', text).length > 0) {
    return {
      kind: 'malformed',
      reason: 'it is neither a model id nor an ARN that a batch job takes',
    };
  }
  return arn === null ? parseDotted(text) : parseResource(resource, arn[3] as string);
}

const ARN_REGION = /^arn:aws(?:-[^:]+)?:bedrock:([a-z0-9-]{1,20}):/;

/** The region that stands in an ARN of Bedrock; undefined for an id that is none. */
export function arnRegionOf(text: string): string | undefined {
  return ARN_REGION.exec(text)?.[1];
}

function parseResource(resource: string, name: string): ParsedModelId {
  switch (resource) {
    case 'application-inference-profile':
      return { kind: 'application-inference-profile', id: name };
    case 'custom-model': {
      const [foundationModel, id] = name.split('/') as [string, string];
      return { kind: 'custom-model', foundationModel, id };
    }
    default:
      return parseDotted(name);
  }
}

function parseDotted(text: string): ParsedModelId {
  const [first = '', second, ...rest] = text.split('.');
  if (second === undefined) return { kind: 'name', name: text };
  const isProfile = !PROVIDERS.has(first) && (PROVIDERS.has(second) || PROFILE_PREFIXES.has(first));
  if (!isProfile || rest.length === 0) return { kind: 'foundation-model', foundationModel: text };
  return {
    kind: 'inference-profile',
    foundationModel: [second, ...rest].join('.'),
    prefix: first,
  };
}

/**
 * Writes a model id so that two spellings of one model are equal: an ARN becomes the id inside.
 *
 * Get and List may answer with the ARN of the id that was asked for.
 *
 * @param text Model id as the API takes or gives it.
 * @returns Id with its profile prefix; of a custom model or application inference profile the end of its ARN; a text that
 * is no model id as it is.
 *
 * @example Compare what was asked for with what is reported
 * ```ts
 * import { normalizeModelId } from 'bedrock-batch';
 *
 * const asked = 'us.amazon.nova-pro-v1:0';
 * const reported = `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${asked}`;
 * console.assert(normalizeModelId(reported) === normalizeModelId(asked));
 * ```
 */
export function normalizeModelId(text: string): string {
  const parsed = parseModelId(text);
  switch (parsed.kind) {
    case 'foundation-model':
      return parsed.foundationModel;
    case 'inference-profile':
      return `${parsed.prefix}.${parsed.foundationModel}`;
    case 'custom-model':
      return `custom-model/${parsed.foundationModel}/${parsed.id}`;
    case 'application-inference-profile':
      return `application-inference-profile/${parsed.id}`;
    case 'name':
      return parsed.name;
    default:
      return text;
  }
}

/**
 * Gives the foundation model that a model id names.
 *
 * @param text Model id as the API takes it.
 * @returns Bare id, without profile prefix; undefined where the id names none.
 */
export function foundationModelOf(text: string): string | undefined {
  const parsed = parseModelId(text);
  return 'foundationModel' in parsed ? parsed.foundationModel : undefined;
}
