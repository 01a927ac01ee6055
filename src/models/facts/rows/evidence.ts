import type {
  BatchEvidence,
  BatchPrice,
  BatchRegions,
  ContextTokens,
  Modalities,
  Modality,
  OutputTokens,
} from '../model-row.ts';

const PAGE = 'AWS, "Supported Regions and models for batch inference"';

/** AWS's table of batch models, and the model cards, as a catalogue made from them had both. */
const LISTED = {
  source: `${PAGE}, by the catalogue model-sync`,
  readOn: '2026-08-20',
} as const;

/** AWS's table has the model. */
export const LISTED_BATCH: BatchEvidence = { verdict: 'yes', ...LISTED };

/** Service Quotas has batch quotas of the model: it was batchable, though AWS's newest table does not have it. */
export const QUOTA: BatchEvidence = {
  verdict: 'yes',
  source: 'Service Quotas has batch quotas for it (code list of 2026-09-11)',
  readOn: '2026-09-11',
};

/** No batch quota and no list has the model. */
export const NO_QUOTA: BatchEvidence = {
  verdict: 'unlikely',
  source: 'no batch quota was seen anywhere, and it stands in no list of batch models',
  readOn: '2026-11-20',
};

/** Of models whose ids begin so in general. */
export const NOT_SEEN: BatchEvidence = {
  verdict: 'unknown',
  source: 'nothing was seen about this model',
  readOn: '2026-11-20',
};

/** AWS's table does not have the model; `clause` says what else is known. */
export function unlisted(clause?: string): BatchEvidence {
  return { verdict: 'unlisted', clause, ...LISTED };
}

/** Regions that AWS's table lists for the model itself, and those from which a profile of it may be used. */
export function listedIn(single: readonly string[], profile?: readonly string[]): BatchRegions {
  return { single, profile, complete: true, ...LISTED };
}

/** A number that only the model's card has, in thousands that may be 1,000 or 1,024: the larger reading stops nobody who is right. */
export function card(thousands: number, contradiction = ''): OutputTokens {
  const also = contradiction === '' ? '' : `, and ${contradiction}`;
  return {
    most: thousands * 1024,
    doubt: `AWS's card of the model says ${thousands}K${also}`,
    source: 'AWS, card of the model, by the catalogue model-sync',
    readOn: '2026-08-20',
  };
}

/** The tokens of a request and its answer, by the model's card, in thousands that may be 1,000 or 1,024. */
export function cardContext(thousands: number): ContextTokens {
  return {
    most: thousands * 1024,
    word: 'card',
    source: 'AWS, card of the model, by itself or by the catalogue model-sync',
    readOn: '2026-11-29',
  };
}

/** What a batch job costs by AWS's Price List, which has other prices for the newer endpoint (`bedrock-mantle`). */
export function listPrice(
  input: number,
  output: number,
  ...regions: readonly string[]
): BatchPrice {
  const source = 'AWS, Price List, by the catalogue model-sync';
  return { input, output, regions, source, readOn: '2026-11-29' };
}

/** A number that nothing at hand confirms. */
export function fromMemory(
  most: number,
  doubt = "AWS's documents at hand do not confirm it",
): OutputTokens {
  return { most, doubt, source: 'from memory of the field', readOn: '2026-11-20' };
}

/** What messages may hold, by users' reports. */
export function reported(...takes: readonly Modality[]): Modalities {
  return { takes, word: 'reported', source: 'reports of users', readOn: '2026-11-28' };
}

/** What messages may hold, by the card of the model. */
export function carded(...takes: readonly Modality[]): Modalities {
  return {
    takes,
    word: 'card',
    source: 'card of the model, by its maker or AWS',
    readOn: '2026-11-28',
  };
}
