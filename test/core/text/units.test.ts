import { describe, expect, it } from 'vitest';
import {
  countOf,
  formatBytes,
  formatDuration,
  formatSeconds,
  formatSize,
} from '../../../src/core/index.ts';

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

  it('writes durations without more digits than matter', () => {
    const HOUR = 3_600;
    const cases: readonly (readonly [number, string])[] = [
      [0, '0 s'],
      [119, '119 s'],
      [120, '2 min'],
      [2 * HOUR - 1, '120 min'],
      [2 * HOUR, '2 h'],
      [2.5 * HOUR, '2 h 30 min'],
      [3 * HOUR - 1, '3 h'],
      [14.4 * HOUR, '14 h'],
      [48 * HOUR, '2 days'],
      [84 * HOUR, '3.5 days'],
      [24 * HOUR * 12.4, '12 days'],
      [Number.POSITIVE_INFINITY, 'more than 999 days'],
    ];
    for (const [seconds, text] of cases) expect(formatDuration(seconds)).toBe(text);
  });
});
