import { longestPrefix } from '../ids/longest-prefix.ts';

/** The most tokens that models whose ids begin alike may be asked for. */
export interface TokenCeiling {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Absent where nothing is known, though a shorter prefix would fit. */
  readonly maxTokens?: number | undefined;
  /** Why the number is not sure, as a clause; absent where AWS documents it. */
  readonly doubt?: string | undefined;
  /** Where that was read. */
  readonly source: string;
  /** Day or month it was read, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly readOn: string;
}

type Evidence = Omit<TokenCeiling, 'prefix' | 'maxTokens'>;

const DOCUMENTED: Evidence = {
  source: 'AWS, Nova user guide, "Complete request schema"',
  readOn: '2026-11-20',
};
const PROBED: Evidence = {
  doubt: "that was probed in September 2026 and not read in AWS's documents",
  source: 'a project log of real jobs',
  readOn: '2026-09',
};
const FROM_MEMORY: Evidence = {
  doubt: "AWS's documents at hand do not confirm it",
  source: 'from memory of the field',
  readOn: '2026-11-20',
};

function rows(maxTokens: number, evidence: Evidence, prefixes: string): readonly TokenCeiling[] {
  return prefixes.split(' ').map((prefix) => ({ prefix, maxTokens, ...evidence }));
}

/**
 * The most tokens that models may be asked for, with source and date.
 *
 * Only what is more than a guess stands here; a model that is missing has a ceiling too.
 */
export const tokenCeilings: readonly TokenCeiling[] = [
  ...rows(5000, DOCUMENTED, 'amazon.nova-micro-v1 amazon.nova-lite-v1 amazon.nova-pro-v1'),
  ...rows(128_000, PROBED, 'anthropic.claude-opus-5 anthropic.claude-sonnet-4-6'),
  ...rows(
    64_000,
    FROM_MEMORY,
    'anthropic.claude-sonnet-4-20250514 anthropic.claude-sonnet-4-5 anthropic.claude-haiku-4-5 ' +
      'anthropic.claude-opus-4-5',
  ),
  ...rows(
    64_000,
    {
      ...FROM_MEMORY,
      doubt: "a beta is said to allow 128,000, and AWS's documents at hand confirm neither",
    },
    'anthropic.claude-3-7-sonnet',
  ),
  ...rows(8192, FROM_MEMORY, 'anthropic.claude-3-5-haiku anthropic.claude-3-5-sonnet'),
  ...rows(4096, FROM_MEMORY, 'anthropic.claude-3-haiku anthropic.claude-3-opus'),
  ...rows(
    2048,
    {
      ...FROM_MEMORY,
      doubt:
        "some newer models are said to take 8,192, and AWS's documents at hand confirm neither",
    },
    'meta.llama3 meta.llama4',
  ),
  ...rows(8192, FROM_MEMORY, 'mistral.mistral-small-2402 mistral.mistral-large-2407'),
  ...rows(
    262_144,
    {
      doubt: 'that was probed in 2026, while the model card speaks of 16,000',
      source: 'a project log of real jobs',
      readOn: '2026-09',
    },
    'moonshotai.kimi-k2 moonshot.kimi-k2',
  ),
  ...rows(
    4096,
    {
      doubt: "that was reported by users and not read in AWS's documents",
      source: 'a project log of real jobs',
      readOn: '2026-09',
    },
    'zai.glm-4.7',
  ),
  { ...FROM_MEMORY, prefix: 'zai.glm-4.7-flash', source: 'nothing was seen about this model' },
];

/**
 * Looks a foundation model up in {@link tokenCeilings}.
 *
 * @param foundationModel Bare id, without profile prefix.
 * @returns The row with the longest prefix that fits; undefined where none does.
 *
 * @example The ceiling of a model
 * ```ts
 * import { tokenCeilingOf } from 'bedrock-batch';
 *
 * console.assert(tokenCeilingOf('amazon.nova-pro-v1:0')?.maxTokens === 5000);
 * ```
 */
export function tokenCeilingOf(foundationModel: string): TokenCeiling | undefined {
  return longestPrefix(tokenCeilings, foundationModel);
}
