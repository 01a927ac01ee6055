import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../src/pricing/tokens/input-tokens.ts';
import { TextCounter } from '../../../src/pricing/tokens/text-size.ts';

/** Counted with gpt-tokenizer 4.0.0, `o200k_harmony`. */
const known = JSON.parse(
  readFileSync(new URL('known-counts.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly text: string; readonly tokens: number }>>;

function sizeOf(...texts: readonly string[]) {
  const counter = new TextCounter();
  for (const text of texts) counter.add(text);
  return counter.size;
}

describe('tokens by characters', () => {
  it.each(Object.entries(known))('hold what was counted: %s', (_, { text, tokens }) => {
    const { low, likely, high } = tokensOf(sizeOf(text));

    expect(low).toBeLessThanOrEqual(tokens);
    expect(high).toBeGreaterThanOrEqual(tokens);
    expect(likely).toBeGreaterThan(low);
    expect(likely).toBeLessThan(high);
  });

  it('are near what was counted of English', () => {
    const { text = '', tokens = 0 } = known['english'] ?? {};

    expect(tokensOf(sizeOf(text)).likely / tokens).toBeGreaterThan(0.85);
    expect(tokensOf(sizeOf(text)).likely / tokens).toBeLessThan(1.15);
  });

  it('add up, a character in one kind', () => {
    expect(sizeOf('a b', '1!', 'a1b', 'ж', '漢字')).toEqual({
      words: 4,
      signs: 4,
      alphabets: 1,
      wide: 2,
    });
  });
});
