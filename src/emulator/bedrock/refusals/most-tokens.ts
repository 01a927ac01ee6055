import type { Asked } from './asked.ts';
import { claudes, NOVA_1 } from './model-ids.ts';
import type { Refusal } from './refusal.ts';

const MOST_OF_NOVA_1 = 10_000;

const MOST_OF_SONNET_5 = 128_000;

/** Answers that are asked to be longer than a model can. */
export const tokenRefusals: readonly Refusal[] = [
  {
    models: NOVA_1,
    textFor: (asked) => tooMany(asked, MOST_OF_NOVA_1),
    observed: true,
    byModel: false,
    source:
      'models.dev #6793, live boundary checks; accelerated-intelligent-document-processing-on-aws #175',
    seenOn: '2026-09-11',
  },
  {
    models: claudes('sonnet-5', 'sonnet-4-6'),
    form: 'InvokeModel',
    textFor: ({ model, maxTokens }) =>
      isAbove(maxTokens, MOST_OF_SONNET_5)
        ? `max_tokens: ${maxTokens} > ${MOST_OF_SONNET_5}, which is the maximum allowed number of output tokens for ${model}`
        : undefined,
    observed: true,
    byModel: true,
    source: 'a client that parses it, and probes of Sonnet 4.6, in public repositories',
    seenOn: '2026-09',
  },
];

/** Converse alone adds what to do. */
function tooMany({ form, maxTokens }: Asked, most: number): string | undefined {
  if (!isAbove(maxTokens, most)) return undefined;
  const refusal = `The maximum tokens you requested exceeds the model limit of ${most}.`;
  if (form === 'InvokeModel') return refusal;
  return `${refusal} Try again with a maximum tokens value that is lower than ${most}.`;
}

function isAbove(value: unknown, most: number): value is number {
  return typeof value === 'number' && value > most;
}
