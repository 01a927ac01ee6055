import { describe, expect, it } from 'vitest';
import { slug } from '../../src/dataset/index.ts';

describe('slug()', () => {
  it('keeps letters and digits', () => {
    expect(slug('Müller & Söhne 2026.csv')).toBe('muller-sohne-2026-csv');
    expect(slug('映画')).toBe('dataset');
  });
});
