import { describe, expect, it } from 'vitest';
import { padIds } from '../../../src/quotas/index.ts';
import { paddingNeeded } from '../../../src/quotas/plan/padding.ts';
import { quotasWith } from './small-quotas.ts';

describe('paddingNeeded()', () => {
  it('counts what is missing up to the minimum', () => {
    const quotas = quotasWith({ minRecordsPerJob: 100 });

    expect([30, 99, 100, 101].map((records) => paddingNeeded(records, quotas))).toEqual([
      70, 1, 0, 0,
    ]);
  });
});

describe('padIds()', () => {
  it('counts from 1 with four digits and goes on beyond them', () => {
    const ids = padIds(10_001, () => false);

    expect(ids[0]).toBe('pad-0001');
    expect(ids[9_999]).toBe('pad-10000');
    expect(new Set(ids).size).toBe(10_001);
  });

  it('leaves out ids that are taken', () => {
    const taken = new Set(['pad-0001', 'pad-0003', 'pad-0004']);

    expect(padIds(3, (id) => taken.has(id))).toEqual(['pad-0002', 'pad-0005', 'pad-0006']);
  });

  it('gives none when none are asked for', () => {
    expect(padIds(0, () => true)).toEqual([]);
  });
});
