import type {
  BatchEvidence,
  BatchPrice,
  KeySupport,
  Modalities,
  ModelRow,
  OutputTokens,
} from '../model-row.ts';
import { DOCUMENTS_OF_NOVA, NO_DOCUMENTS } from './documents.ts';
import { endOn } from './ends.ts';
import {
  card,
  cardContext,
  carded,
  LISTED_BATCH,
  listedIn,
  listPrice,
  NO_QUOTA,
  NOT_SEEN,
} from './evidence.ts';
import { regionSets } from './region-sets.ts';
import { regionalPrices } from './regional-prices.ts';

const NOVA = {
  family: 'nova-messages',
  converse: true,
  documents: DOCUMENTS_OF_NOVA,
} as const;
const TITAN_TEXT = { family: 'titan-text-embeddings', converse: false } as const;

const SUCCESSOR = { id: 'amazon.nova-pro-v1:0', byProfile: false };

/** Two measured limits: the card's number is not the one that is refused. */
const FIRST_NOVA: OutputTokens = {
  most: 5000,
  refusedAbove: 10_000,
  doubt: "AWS's card of the model says 5K, and a live check of 2026-09-11 was refused above 10,000",
  source: 'AWS, Nova user guide, "Complete request schema"; models.dev #6793',
  readOn: '2026-11-28',
};

const SINCE_NOVA_2 = { source: 'AWS, user guide of Nova 2', readOn: '2026-11-28' } as const;
const REASONS: KeySupport = { documented: true, ...SINCE_NOVA_2 };
const NO_REASONING: KeySupport = { documented: false, ...SINCE_NOVA_2 };

const TEXT_ONLY: Modalities = {
  takes: ['text'],
  word: 'documented',
  source: 'AWS, Nova user guide',
  readOn: '2026-11-20',
};
const ALL_BUT_SOUND = carded('text', 'image', 'video', 'document');

function model(id: string, row: Omit<ModelRow, 'id' | 'whole' | 'batch'>): ModelRow {
  return { id: `amazon.${id}`, whole: true, batch: LISTED_BATCH, ...row };
}

function several(
  id: string,
  batch: BatchEvidence,
  row: Omit<ModelRow, 'id' | 'whole' | 'batch'>,
): ModelRow {
  return { id: `amazon.${id}`, whole: false, batch, ...row };
}

const NOVA_1 = { ...NOVA, reasoning: NO_REASONING } as const;
const NOVA_MICRO = { ...NOVA_1, modalities: TEXT_ONLY, documents: NO_DOCUMENTS } as const;

/** What is written costs the same in the Price List. */
const NOVA_PRO_PRICE: BatchPrice = {
  input: 0.4,
  output: 1.6,
  regions: ['us-east-1'],
  source: 'AWS, "Amazon Bedrock pricing" of 2025-07-20, as convo-lang quotes it',
  readOn: '2026-11-29',
};

const nova: readonly ModelRow[] = [
  model('nova-micro-v1:0', {
    ...NOVA_MICRO,
    context: cardContext(128),
    regions: listedIn(['us-east-1', 'us-gov-west-1'], regionSets.novaMicro),
    outputTokens: FIRST_NOVA,
    price: regionalPrices.novaMicro,
  }),
  model('nova-lite-v1:0', {
    ...NOVA_1,
    context: cardContext(300),
    regions: listedIn(['me-central-1', 'us-east-1', 'us-gov-west-1'], regionSets.novaLite),
    outputTokens: FIRST_NOVA,
    modalities: ALL_BUT_SOUND,
    price: regionalPrices.novaLite,
  }),
  model('nova-pro-v1:0', {
    ...NOVA_1,
    context: cardContext(300),
    regions: listedIn(
      ['ap-southeast-3', 'me-central-1', 'us-east-1', 'us-gov-west-1'],
      regionSets.novaPro,
    ),
    outputTokens: FIRST_NOVA,
    modalities: ALL_BUT_SOUND,
    price: NOVA_PRO_PRICE,
  }),
  model('nova-premier-v1:0', {
    ...NOVA_1,
    regions: listedIn([], ['us-east-1', 'us-east-2', 'us-west-2']),
    lifecycle: endOn('2026-09-14', SUCCESSOR),
    context: cardContext(1024),
    outputTokens: card(25),
    modalities: ALL_BUT_SOUND,
    price: listPrice(1.25, 6.25, 'us-east-1', 'us-east-2', 'us-west-2'),
  }),
  model('nova-2-lite-v1:0', {
    ...NOVA,
    reasoning: REASONS,
    context: cardContext(1024),
    regions: listedIn([], regionSets.nova2Lite),
    outputTokens: card(64),
    modalities: ALL_BUT_SOUND,
    price: regionalPrices.nova2Lite,
  }),
  several('nova', NOT_SEEN, NOVA),
  several('nova-2', NOT_SEEN, { ...NOVA, reasoning: REASONS }),
  several('nova-micro', NOT_SEEN, NOVA_MICRO),
  several('nova-premier-v1', LISTED_BATCH, {
    ...NOVA_1,
    lifecycle: endOn('2026-09-14', SUCCESSOR),
  }),
  ...['nova-canvas', 'nova-reel'].map((id) =>
    several(id, NO_QUOTA, { shape: 'Nova images and videos', converse: false }),
  ),
  ...['nova-sonic', 'nova-2-sonic'].map((id) =>
    several(id, NO_QUOTA, { shape: 'Nova speech', converse: false }),
  ),
  several('nova-sonic-v1', NO_QUOTA, {
    shape: 'Nova speech',
    converse: false,
    lifecycle: endOn('2026-09-14'),
  }),
];

const embeddings: readonly ModelRow[] = [
  model('nova-2-multimodal-embeddings-v1:0', {
    family: 'nova-multimodal-embeddings',
    converse: false,
    regions: listedIn(['us-east-1']),
  }),
  several('nova-2-multimodal-embeddings', NOT_SEEN, {
    family: 'nova-multimodal-embeddings',
    converse: false,
  }),
  model('titan-embed-text-v2:0', { ...TITAN_TEXT, regions: listedIn(regionSets.titanText) }),
  several('titan-embed-text', NOT_SEEN, TITAN_TEXT),
  model('titan-embed-image-v1', {
    family: 'titan-multimodal-embeddings',
    converse: false,
    regions: listedIn(regionSets.titanImage),
  }),
  ...['titan-embed-text-v1', 'titan-embed-g1'].map((id) =>
    several(id, NO_QUOTA, { shape: 'Titan Text Embeddings G1', converse: false }),
  ),
];

/** Models of Amazon. */
export const amazonRows: readonly ModelRow[] = [
  ...nova,
  ...embeddings,
  several('titan-image', NO_QUOTA, { shape: 'Titan images', converse: false }),
  several('titan-text', NO_QUOTA, { shape: 'Titan Text', converse: true }),
];
