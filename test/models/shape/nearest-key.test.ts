import { describe, expect, it } from 'vitest';
import { nearestKey } from '../../../src/models/shape/nearest-key.ts';

const known = ['max_tokens', 'messages', 'temperature', 'top_p', 'top_k'];

describe('nearestKey()', () => {
  it.each([
    ['maxTokens', 'max_tokens'],
    ['max-token', 'max_tokens'],
    ['MESSAGES', 'messages'],
    ['temprature', 'temperature'],
    ['topP', 'top_p'],
  ])('takes %s for %s', (key, nearest) => {
    expect(nearestKey(key, known)).toBe(nearest);
  });

  it.each(['prompt', 'x', '', 'm'.repeat(100_000), '__proto__'])(
    'finds nothing near %.20s',
    (key) => {
      expect(nearestKey(key, known)).toBeUndefined();
    },
  );
});
