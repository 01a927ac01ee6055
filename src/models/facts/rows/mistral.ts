import type { BatchRegions, Modalities, Modality, ModelRow } from '../model-row.ts';
import { NO_DOCUMENTS } from './documents.ts';
import {
  card,
  cardContext,
  fromMemory,
  LISTED_BATCH,
  listedIn,
  listPrice,
  NOT_SEEN,
  reported,
  unlisted,
} from './evidence.ts';
import { regionSets } from './region-sets.ts';

/** Bodies of AWS's notebooks (aws-samples/mistral-on-aws, InvokeModel, 2025-12-08) have Large 3, Ministral 3, Magistral, Voxtral. */
const NEW = { family: 'openai-chat', converse: true } as const;
const DEVSTRAL = {
  ...NEW,
  doubt:
    "AWS's examples show OpenAI-style chat of its sister models, and none was found of Devstral",
} as const;
const NO_SCHEMA = { shape: 'Mistral', converse: true } as const;

function onCard(...takes: readonly Modality[]): Modalities {
  return { takes, word: 'card', source: 'AWS, model card, input modalities', readOn: '2026-09-12' };
}

const MINISTRAL = {
  ...NEW,
  context: cardContext(128),
  outputTokens: card(8),
  modalities: onCard('text', 'image'),
} as const;

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
    documents: NO_DOCUMENTS,
    context: cardContext(32),
    price: listPrice(0.5, 1.5, 'us-east-1'),
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
    ...DEVSTRAL,
    outputTokens: card(32),
    context: cardContext(256),
    modalities: onCard('text'),
    price: listPrice(0.2, 1, 'us-west-2'),
  }),
  listed('magistral-small-2509', listedIn(regionSets.sevenRegions), {
    ...NEW,
    context: cardContext(128),
    outputTokens: card(40),
    modalities: onCard('text', 'image'),
    price: listPrice(0.25, 0.75, 'us-west-2'),
  }),
  listed('ministral-3-14b-instruct', listedIn(regionSets.tenRegions), {
    ...MINISTRAL,
    price: listPrice(0.1, 0.1, 'us-west-2'),
  }),
  listed('ministral-3-8b-instruct', listedIn(regionSets.tenRegions), MINISTRAL),
  listed('ministral-3-3b-instruct', listedIn(regionSets.sevenRegions), MINISTRAL),
  listed('mistral-large-3-675b-instruct', listedIn(regionSets.sevenRegions), {
    ...NEW,
    context: cardContext(256),
    outputTokens: card(32),
    modalities: onCard('text', 'image'),
    price: listPrice(0.25, 0.75, 'us-west-2'),
  }),
  ...['mini-3b-2507', 'small-24b-2507'].map((name) =>
    listed(`voxtral-${name}`, listedIn(regionSets.tenRegions), {
      ...NEW,
      context: cardContext(32),
      modalities: onCard('text', 'audio'),
    }),
  ),
  { id: 'mistral.devstral', whole: false, ...DEVSTRAL, batch: NOT_SEEN },
  ...['mistral-large-3', 'ministral', 'magistral', 'voxtral'].map((name) => ({
    id: `mistral.${name}`,
    whole: false,
    ...NEW,
    batch: NOT_SEEN,
  })),
  {
    id: 'mistral.mistral-small-2402',
    whole: false,
    documents: NO_DOCUMENTS,
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
