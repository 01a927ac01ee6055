import { describe, expect, it } from 'vitest';
import { finishReasons } from '../../../src/core/index.ts';
import { finishReasonOf } from '../../../src/models/index.ts';

describe('finishReasonOf()', () => {
  it('knows the words of every API, and calls any other one other', () => {
    expect(finishReasonOf('END_TURN')).toBe('other');
    expect(finishReasonOf('constructor')).toBe('other');
    expect(finishReasonOf('')).toBeUndefined();
    expect(finishReasonOf(undefined)).toBeUndefined();
    expect(finishReasons).toHaveLength(6);
  });
});
