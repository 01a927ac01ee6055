import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/results/diff/compare-outcomes.ts';
import type { Outcome } from '../../../src/results/index.ts';

const succeeded = (more: Partial<Outcome>): Outcome => ({
  recordId: '1',
  status: 'succeeded',
  ...more,
});
const changeOf = (a: Partial<Outcome>, b: Partial<Outcome>) =>
  pairOf(succeeded(a), succeeded(b)).change;

describe('pairOf', () => {
  it('compares checked answers as values, where both are there', () => {
    const text = '{"a":1,"b":2}';
    expect(changeOf({ text, answer: { a: 1, b: 2 } }, { text: '', answer: { b: 2, a: 1 } })).toBe(
      'same',
    );
    expect(changeOf({ text, answer: { a: 1 } }, { text, answer: { a: 2 } })).toBe('different');
    expect(changeOf({ text, answer: { a: 1 } }, { text })).toBe('same');
  });

  it('compares what has no text by its output, and a text with none as different', () => {
    expect(changeOf({ output: { embedding: [1] } }, { output: { embedding: [1] } })).toBe('same');
    expect(changeOf({ output: { embedding: [1] } }, { output: { embedding: [2] } })).toBe(
      'different',
    );
    expect(changeOf({ text: 'Drama' }, { output: { embedding: [1] } })).toBe('different');
  });

  it('takes no notice of tokens, places and how an answer ended', () => {
    const usage = { inputTokens: 1, outputTokens: 2 };
    const more = { usage, line: 7, finishReason: 'length' } as const;
    expect(changeOf({ text: 'Drama', ...more }, { text: 'Drama', line: 9 })).toBe('same');
  });
});
