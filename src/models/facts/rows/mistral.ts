import type { BatchRegions, ModelRow } from '../model-row.ts';
import {
  card,
  carded,
  fromMemory,
  LISTED_BATCH,
  listedIn,
  NOT_SEEN,
  reported,
  unlisted,
} from './evidence.ts';
import { regionSets } from './region-sets.ts';

const NEW = {
  family: 'openai-chat',
  converse: true,
  doubt:
    "that newer models of Mistral take OpenAI-style chat is inferred, not read in AWS's documents",
} as const;
const NO_SCHEMA = { shape: 'Mistral', converse: true } as const;

function listed(id: string, regions: BatchRegions, more: Omit<ModelRow, 'id' | 'whole' | 'batch'>) {
  return { id: `mistral.${id}`, whole: true, batch: LISTED_BATCH, regions, ...more };
}

/** Models of Mistral AI. */
export const mistralRows: readonly ModelRow[] = [
  listed('mistral-small-2402-v1:0', listedIn(['us-east-1']), {
    family: 'mistral-completion',
    converse: true,
    outputTokens: fromMemory(
      8192,
      "AWS's card of the model says 4K, and AWS's documents at hand confirm neither",
    ),
    modalities: reported('text'),
  }),
  {
    id: 'mistral.mistral-large-2407-v1:0',
    whole: true,
    family: 'mistral-chat',
    converse: true,
    batch: unlisted('Service Quotas had batch quotas for it on 2026-09-11'),
    outputTokens: fromMemory(8192),
    modalities: reported('text'),
  },
  listed('devstral-2-123b', listedIn(regionSets.thirteenRegions), {
    ...NEW,
    outputTokens: card(32),
    modalities: reported('text'),
  }),
  listed('magistral-small-2509', listedIn(regionSets.sevenRegions), {
    ...NEW,
    outputTokens: card(40),
  }),
  ...['14b', '8b'].map((size) =>
    listed(`ministral-3-${size}-instruct`, listedIn(regionSets.tenRegions), {
      ...NEW,
      outputTokens: card(8),
    }),
  ),
  listed('ministral-3-3b-instruct', listedIn(regionSets.sevenRegions), {
    ...NEW,
    outputTokens: card(8),
  }),
  listed('mistral-large-3-675b-instruct', listedIn(regionSets.sevenRegions), {
    ...NO_SCHEMA,
    outputTokens: card(32),
  }),
  ...['mini-3b-2507', 'small-24b-2507'].map((name) =>
    listed(`voxtral-${name}`, listedIn(regionSets.tenRegions), {
      ...NO_SCHEMA,
      modalities: carded('text', 'audio'),
    }),
  ),
  ...['devstral', 'ministral', 'magistral'].map((name) => ({
    id: `mistral.${name}`,
    whole: false,
    ...NEW,
    batch: NOT_SEEN,
  })),
  {
    id: 'mistral.mistral-small-2402',
    whole: false,
    family: 'mistral-completion',
    converse: true,
    batch: NOT_SEEN,
  },
  {
    id: 'mistral.mistral-large-2407',
    whole: false,
    family: 'mistral-chat',
    converse: true,
    batch: NOT_SEEN,
  },
  { id: 'mistral', whole: false, ...NO_SCHEMA, batch: NOT_SEEN },
];
