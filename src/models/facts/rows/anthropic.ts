import { claudeAsks } from '../claude/generations.ts';
import { CLAUDE_IMAGES } from '../image-limits.ts';
import type {
  BatchEvidence,
  BatchPrice,
  BatchRegions,
  ModelRow,
  OutputTokens,
} from '../model-row.ts';
import { DOCUMENTS_OF_CLAUDE, DOCUMENTS_OF_CLAUDE_3 } from './documents.ts';
import { endBy, endOn } from './ends.ts';
import {
  card,
  cardContext,
  carded,
  fromMemory,
  LISTED_BATCH,
  listedIn,
  NO_QUOTA,
  NOT_SEEN,
  QUOTA,
  unlisted,
} from './evidence.ts';
import { regionSets } from './region-sets.ts';

const HAIKU = { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', byProfile: true };
const SONNET = { id: 'anthropic.claude-sonnet-4-6', byProfile: true };
const OPUS = { id: 'anthropic.claude-opus-4-6-v1', byProfile: true };

const FORM = { family: 'claude-messages', converse: true } as const;

const modalities = carded('text', 'image', 'document');

const ALL_OF_CLAUDE = { ...FORM, documents: DOCUMENTS_OF_CLAUDE, images: CLAUDE_IMAGES } as const;

/** Claude is matched by whole ids: the beginning of one is the beginning of the next generation's too. */
function claude(id: string, batch: BatchEvidence, more: Partial<ModelRow> = {}): ModelRow {
  return {
    ...ALL_OF_CLAUDE,
    id: `anthropic.claude-${id}`,
    whole: true,
    batch,
    modalities,
    ...more,
  };
}

const RAN: BatchEvidence = {
  verdict: 'yes',
  clause: 'its card has the service tier batch, and AWS listed it by 2026-09-23',
  source: 'a project log with real batch jobs',
  readOn: '2026-09-02',
};
const PRICED = unlisted('a batch price of it exists, which proves nothing');
const STANDARD_ONLY = unlisted('its card names only the service tier standard');
const YOUNG: BatchEvidence = { ...NOT_SEEN, readOn: '2026-11-28' };

/** Seen by users; the table of AWS does not have these models. */
const PROFILES_IN_EUROPE: BatchRegions = {
  profileOnlyIn: ['eu-west-1', 'eu-west-2'],
  complete: false,
  source:
    'in eu-west-1 and eu-west-2 only the Claude 3 generation was offered without a profile ' +
    '(ministryofjustice/analytical-platform #9571)',
  readOn: '2026-11-20',
};

/** Cards of these say 64K. */
const UP_TO_128_000: OutputTokens = {
  most: 128_000,
  doubt: "AWS's card of the model says 64K, and three newer sources 128,000",
  source: 'AWS, card of the model, and reports of users',
  readOn: '2026-11-28',
};
/** Of models that are newer than the first reading of the cards. */
const CARD_128: OutputTokens = {
  ...card(128),
  source: 'AWS, card of the model, by itself or by the catalogue model-sync',
  readOn: '2026-11-29',
};
const BETA = fromMemory(
  64_000,
  "a beta is said to allow 128,000, and AWS's documents at hand confirm neither",
);

/** Claude is sold on the Marketplace: the Price List has no row of it. */
function price(input: number, output: number): BatchPrice {
  const source = 'a pricing cache of awslabs/startups';
  return { input, output, regions: ['us-east-1'], source, readOn: '2026-08' };
}

/** 1M, of 1,000 or of 1,024 thousands. */
const MILLION = cardContext(1024);

const OPUS_PRICE = price(2.5, 12.5);

const NEWEST = { context: MILLION, outputTokens: CARD_128 } as const;

/** Claude 3, of which all have ended. */
const third = [
  claude('3-haiku-20240307-v1:0', LISTED_BATCH, {
    asks: claudeAsks.claude3Haiku,
    regions: listedIn(regionSets.claude3Haiku),
    lifecycle: endOn('2026-09-10', HAIKU),
    context: cardContext(200),
    outputTokens: card(4),
  }),
  claude('3-opus-20240229-v1:0', QUOTA, {
    asks: claudeAsks.claude3,
    lifecycle: endBy('2026-06-30', OPUS),
    outputTokens: fromMemory(4096),
  }),
  claude('3-sonnet-20240229-v1:0', QUOTA, {
    asks: claudeAsks.claude3,
    lifecycle: endOn('2026-07-30', SONNET),
  }),
  claude('3-5-haiku-20241022-v1:0', LISTED_BATCH, {
    asks: claudeAsks.claude3,
    regions: listedIn(['us-west-2'], ['us-east-1']),
    lifecycle: endOn('2026-06-19', HAIKU),
    context: cardContext(200),
    outputTokens: card(8),
  }),
  claude('3-5-sonnet-20241022-v2:0', QUOTA, {
    asks: claudeAsks.claude3,
    lifecycle: endOn('2026-07-30', SONNET),
    outputTokens: fromMemory(8192),
  }),
  claude('3-5-sonnet-20240620-v1:0', QUOTA, {
    asks: claudeAsks.claude3,
    lifecycle: endOn('2026-07-30', SONNET),
    outputTokens: fromMemory(8192),
  }),
  claude('3-7-sonnet-20250219-v1:0', QUOTA, {
    asks: claudeAsks.claude37,
    lifecycle: endOn('2026-04-28', SONNET),
    outputTokens: BETA,
  }),
].map((row) => ({ ...row, documents: DOCUMENTS_OF_CLAUDE_3 }));

const fourth: readonly ModelRow[] = [
  claude('sonnet-4-20250514-v1:0', LISTED_BATCH, {
    asks: claudeAsks.sonnet4,
    context: cardContext(200),
    regions: listedIn([], regionSets.sonnet4),
    lifecycle: endOn('2026-10-14', SONNET),
    outputTokens: card(64),
  }),
  claude('opus-4-20250514-v1:0', unlisted(), {
    asks: claudeAsks.opus4,
    lifecycle: endBy('2026-06-30', OPUS),
    outputTokens: card(32),
  }),
  claude('opus-4-1-20250805-v1:0', unlisted(), {
    asks: claudeAsks.opus41,
    context: cardContext(200),
    regions: PROFILES_IN_EUROPE,
    lifecycle: endOn('2027-01-08', OPUS),
    outputTokens: card(32),
  }),
  claude('haiku-4-5-20251001-v1:0', LISTED_BATCH, {
    asks: claudeAsks.haiku45,
    context: cardContext(200),
    regions: listedIn([], regionSets.claude45),
    outputTokens: UP_TO_128_000,
    price: price(0.5, 2.5),
  }),
  claude('sonnet-4-5-20250929-v1:0', LISTED_BATCH, {
    asks: claudeAsks.sonnet45,
    context: cardContext(200),
    regions: listedIn([], regionSets.sonnet45),
    outputTokens: UP_TO_128_000,
    price: price(1.5, 7.5),
  }),
  claude('opus-4-5-20251101-v1:0', LISTED_BATCH, {
    asks: claudeAsks.opus45,
    context: cardContext(200),
    regions: listedIn([], regionSets.claude45),
    outputTokens: UP_TO_128_000,
    price: OPUS_PRICE,
  }),
  claude('sonnet-4-6', LISTED_BATCH, {
    context: MILLION,
    asks: claudeAsks.claude46,
    regions: listedIn(['eu-west-2'], regionSets.claude46),
    outputTokens: UP_TO_128_000,
    price: price(1.5, 7.5),
  }),
  claude('opus-4-6-v1', LISTED_BATCH, {
    asks: claudeAsks.claude46,
    regions: listedIn([], regionSets.claude46),
    context: MILLION,
    outputTokens: card(128),
    price: OPUS_PRICE,
  }),
  claude('opus-4-7', unlisted(), {
    asks: claudeAsks.opus47,
    context: MILLION,
    regions: PROFILES_IN_EUROPE,
    outputTokens: card(128),
  }),
  claude('opus-4-8', PRICED, {
    asks: claudeAsks.opus48,
    context: MILLION,
    regions: PROFILES_IN_EUROPE,
    outputTokens: card(128),
    price: OPUS_PRICE,
  }),
];

const fifth: readonly ModelRow[] = [
  claude('opus-5', RAN, {
    asks: claudeAsks.opus5,
    context: MILLION,
    regions: { ...PROFILES_IN_EUROPE, profile: ['us-west-2'] },
    outputTokens: CARD_128,
    price: {
      input: 2.75,
      output: 13.75,
      regions: [],
      profile: 'us',
      source: 'truefoundry/models #2850',
      readOn: '2026-11-28',
    },
  }),
  claude(
    'sonnet-5',
    unlisted(
      'CreateModelInvocationJob refused it on 2026-09-02, while documents of 2026-10-06 use it as an example and a batch price exists',
    ),
    {
      asks: claudeAsks.sonnet5,
      context: MILLION,
      regions: PROFILES_IN_EUROPE,
      outputTokens: card(128),
      price: price(1, 5),
    },
  ),
  claude('fable-5', PRICED, { ...NEWEST, asks: claudeAsks.fable5, price: price(5, 25) }),
  claude(
    'fable-5-1',
    {
      ...YOUNG,
      source: 'a project log says it was refused on 2026-09-02, and later nothing was seen',
    },
    { ...NEWEST, asks: claudeAsks.fable51 },
  ),
  claude('fable-5-2', YOUNG, { ...NEWEST, asks: claudeAsks.fable52 }),
  claude('opus-5-5', STANDARD_ONLY, { ...NEWEST, asks: claudeAsks.opus55 }),
  claude('sonnet-5-5', STANDARD_ONLY, { ...NEWEST, asks: claudeAsks.sonnet55 }),
  claude('haiku-5-5', YOUNG, { ...NEWEST, asks: claudeAsks.haiku55 }),
];

/** Models of Anthropic. */
export const anthropicRows: readonly ModelRow[] = [
  ...third,
  ...fourth,
  ...fifth,
  { ...ALL_OF_CLAUDE, id: 'anthropic.claude', whole: false, batch: NOT_SEEN },
  ...['anthropic.claude-v2', 'anthropic.claude-instant'].map((id) => ({
    id,
    whole: false,
    shape: 'Claude text completions',
    converse: false,
    batch: NO_QUOTA,
  })),
];
