import { longestPrefix } from '../ids/longest-prefix.ts';

/** What stands beside text in the input of the models whose ids begin alike. */
export interface InputMedia {
  /** Beginning of the bare foundation model id; the longest that fits counts. */
  readonly prefix: string;
  /** Besides text. */
  readonly media: readonly ('image' | 'speech')[];
  /** Where that was read. */
  readonly source: string;
  /** Day or month it was read, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly readOn: string;
}

const CARD = { source: 'AWS, model card, input modalities', readOn: '2026-09-12' } as const;

/** Input modalities of models of OpenAI-style chat, where their cards were read; a model that is missing may take anything. */
export const inputMedia: readonly InputMedia[] = [
  { prefix: 'mistral.mistral-large-3', media: ['image'], ...CARD },
  { prefix: 'mistral.ministral-3', media: ['image'], ...CARD },
  { prefix: 'mistral.magistral-small-2509', media: ['image'], ...CARD },
  { prefix: 'mistral.voxtral-mini-3b-2507', media: ['speech'], ...CARD },
  { prefix: 'mistral.voxtral-small-24b-2507', media: ['speech'], ...CARD },
  { prefix: 'mistral.devstral-2-123b', media: [], ...CARD },
];

/** Looks a foundation model up in {@link inputMedia}. */
export function inputMediaOf(foundationModel: string): InputMedia | undefined {
  return longestPrefix(inputMedia, foundationModel);
}
