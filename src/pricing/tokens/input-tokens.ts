import type { TextSize } from './text-size.ts';

/** A number that is only known to lie in an interval. */
export interface Interval {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * Tokens for a character, by kind of character.
 *
 * Counted with gpt-tokenizer 4.0.0, `o200k_harmony` (gpt-oss), on 2026-11-29: letters and spaces of English chats and filings 0.19 to 0.21, of German,
 * Turkish and Finnish 0.21 to 0.33, tables and numbers 0.41 to 0.57, other alphabets 0.27 to 0.42, but Amharic 1.84, Chinese and Japanese 0.73, emoji 0.91.
 * Tokenizers differ, and Claude's is not public; its newer ones are reported to need more tokens than the old one said by almost half. So `high` is
 * about twice what was counted of English.
 */
const RATES: Readonly<Record<keyof TextSize, Interval>> = {
  words: { low: 0.12, likely: 0.19, high: 0.4 },
  signs: { low: 0.25, likely: 0.6, high: 1 },
  alphabets: { low: 0.2, likely: 0.35, high: 2.2 },
  wide: { low: 0.4, likely: 0.75, high: 1.5 },
};

/** Estimates the tokens of texts by their characters, as an interval that holds for the tokenizers that were measured. */
export function tokensOf(text: TextSize): Interval {
  const total = (key: keyof Interval) =>
    (Object.keys(RATES) as (keyof TextSize)[]).reduce(
      (sum, kind) => sum + text[kind] * RATES[kind][key],
      0,
    );
  return { low: total('low'), likely: total('likely'), high: total('high') };
}
