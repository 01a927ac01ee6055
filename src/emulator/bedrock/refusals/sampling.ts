import { CLAUDE_NO_SAMPLING, CLAUDE_ONE_SAMPLING } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

/** What Claude refuses of how tokens are drawn. */
export const samplingRefusals: readonly Refusal[] = [
  {
    models: CLAUDE_NO_SAMPLING,
    textFor: ({ temperature }) =>
      isNumber(temperature) && temperature !== 1
        ? '`temperature` is deprecated for this model.'
        : undefined,
    observed: true,
    byModel: true,
    source: 'promptfoo #10307, opensearch-build #6330',
    seenOn: '2026-08-05',
  },
  {
    models: CLAUDE_NO_SAMPLING,
    textFor: ({ topP }) =>
      isNumber(topP) && topP < 0.99 ? '`top_p` is deprecated for this model.' : undefined,
    observed: true,
    byModel: true,
    source: 'live probes of Opus 5 and Sonnet 5.5 in public repositories',
    seenOn: '2026-10-03',
  },
  {
    models: CLAUDE_NO_SAMPLING,
    textFor: ({ topK }) => (isNumber(topK) ? '`top_k` is deprecated for this model.' : undefined),
    observed: true,
    byModel: true,
    source: 'live probe of Sonnet 5 in a public repository',
    seenOn: '2026-08',
  },
  {
    models: CLAUDE_ONE_SAMPLING,
    textFor: ({ temperature, topP }) =>
      isNumber(temperature) && isNumber(topP)
        ? '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
        : undefined,
    observed: true,
    byModel: true,
    source: 'bedrock-access-gateway #208 and #238, bedrock-chat #979',
    seenOn: '2026-09-29',
  },
];

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
