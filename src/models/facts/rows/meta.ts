import type { BatchRegions, Lifecycle, ModelRow, OutputTokens } from '../model-row.ts';
import { endOn } from './ends.ts';
import {
  card,
  cardContext,
  carded,
  fromMemory,
  LISTED_BATCH,
  listedIn,
  listPrice,
  NOT_SEEN,
  reported,
  unlisted,
} from './evidence.ts';

const FORM = { family: 'llama', converse: true } as const;

const LLAMA = { id: 'meta.llama3-3-70b-instruct-v1:0', byProfile: true };
const LLAMA_WITH_IMAGES = { id: 'meta.llama4-scout-17b-instruct-v1:0', byProfile: true };

const JULY_2026: Lifecycle = endOn('2026-07-07', LLAMA_WITH_IMAGES);

/** Cards of Llama 3 say 4K; of the number of the reports the larger is taken where they say more, and both are told. */
const OF_8B: OutputTokens = { ...card(4, 'users report 8,192'), most: 8192 };
const OF_70B: OutputTokens = { ...card(4, 'users report 2,048'), most: 2048 };

const TEXT_ONLY = reported('text');
const WITH_IMAGES = carded('text', 'image');

function llama(id: string, regions: BatchRegions, more: Partial<ModelRow>): ModelRow {
  return {
    id: `meta.llama${id}-instruct-v1:0`,
    whole: true,
    ...FORM,
    batch: LISTED_BATCH,
    regions,
    ...more,
  };
}

const EAST_AND_WEST = ['us-east-1', 'us-west-2'];
const WITH_EUROPE = ['eu-central-1', 'eu-west-1', 'eu-west-3', 'us-east-1', 'us-west-2'];
const US = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'];

/** Models of Meta. */
export const metaRows: readonly ModelRow[] = [
  llama('3-1-405b', listedIn(['us-west-2']), {
    lifecycle: endOn('2026-07-07', LLAMA),
    outputTokens: card(4),
    modalities: TEXT_ONLY,
  }),
  llama('3-1-70b', listedIn(['us-west-2'], EAST_AND_WEST), {
    context: cardContext(128),
    price: listPrice(0.36, 0.36, 'us-east-1'),
    outputTokens: OF_70B,
    modalities: TEXT_ONLY,
  }),
  llama('3-1-8b', listedIn(['us-west-2'], EAST_AND_WEST), {
    context: cardContext(128),
    price: listPrice(0.11, 0.11, 'us-east-1'),
    outputTokens: OF_8B,
    modalities: TEXT_ONLY,
  }),
  ...['3-2-11b', '3-2-90b'].map((id) =>
    llama(id, listedIn([], EAST_AND_WEST), {
      lifecycle: JULY_2026,
      outputTokens: card(4),
      modalities: WITH_IMAGES,
    }),
  ),
  ...['3-2-1b', '3-2-3b'].map((id) =>
    llama(id, listedIn([], WITH_EUROPE), {
      lifecycle: JULY_2026,
      outputTokens: card(4),
      modalities: TEXT_ONLY,
    }),
  ),
  llama('3-3-70b', listedIn(['us-east-2'], ['us-east-1', 'us-east-2', 'us-west-2']), {
    context: cardContext(128),
    price: listPrice(0.36, 0.36, 'us-east-1'),
    outputTokens: OF_70B,
    modalities: TEXT_ONLY,
  }),
  llama('4-maverick-17b', listedIn([], US), {
    outputTokens: card(8),
    context: cardContext(1024),
    modalities: WITH_IMAGES,
    price: listPrice(0.12, 0.485, 'us-east-1'),
  }),
  llama('4-scout-17b', listedIn([], US), {
    outputTokens: card(8),
    context: cardContext(10 * 1024),
    modalities: WITH_IMAGES,
    price: listPrice(0.085, 0.33, 'us-east-1'),
  }),
  ...['3-8b', '3-70b'].map((id) => ({
    id: `meta.llama${id}-instruct-v1:0`,
    whole: true,
    ...FORM,
    batch: unlisted(),
    outputTokens: fromMemory(2048),
    modalities: TEXT_ONLY,
  })),
  {
    id: 'meta.llama3-1-405b',
    whole: false,
    ...FORM,
    batch: NOT_SEEN,
    lifecycle: endOn('2026-07-07', LLAMA),
  },
  { id: 'meta.llama3-2', whole: false, ...FORM, batch: NOT_SEEN, lifecycle: JULY_2026 },
  ...['meta.llama3', 'meta.llama4'].map((id) => ({
    id,
    whole: false,
    ...FORM,
    batch: NOT_SEEN,
  })),
  { id: 'meta', whole: false, shape: 'Llama', converse: true, batch: NOT_SEEN },
];
