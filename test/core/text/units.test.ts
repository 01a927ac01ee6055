import { describe, expect, it } from 'vitest';
import { countOf, formatBytes, formatSeconds, formatSize } from '../../../src/core/index.ts';

describe('units', () => {
  it('groups thousands and takes the right number', () => {
    expect(countOf(1, 'record')).toBe('1 record');
    expect(countOf(50_001, 'record')).toBe('50,001 records');
    expect(formatBytes(1_000_000_000)).toBe('1,000,000,000 bytes');
  });

  it('shortens sizes in powers of 1,000', () => {
    expect(formatSize(999)).toBe('999 B');
    expect(formatSize(1_400_000)).toBe('1.4 MB');
    expect(formatSize(250_000_000_000)).toBe('250 GB');
  });

  it('writes seconds', () => {
    expect(formatSeconds(400)).toBe('0.4 s');
    expect(formatSeconds(83_400)).toBe('83 s');
  });
});
