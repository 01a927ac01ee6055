import { describe, expect, it } from 'vitest';
import { lateSchema } from '../../src/core/index.ts';

describe('lateSchema()', () => {
  it('makes nothing before it is asked, and the same once it is', () => {
    let times = 0;
    const word = lateSchema((z) => {
      times += 1;
      return z.string().min(1);
    });

    expect(times).toBe(0);
    expect(word()).toBe(word());
    expect(times).toBe(1);
    expect(word().safeParse('').success).toBe(false);
  });

  it('keeps what schemas share as one', () => {
    const shared = lateSchema((z) => z.string());
    const pair = lateSchema((z) => z.strictObject({ left: shared(), right: shared() }));

    expect(pair().shape.left).toBe(pair().shape.right);
  });

  it('makes again what could not be made', () => {
    let isBroken = true;
    const flag = lateSchema((z) => {
      if (isBroken) throw new Error('not yet');
      return z.boolean();
    });

    expect(flag).toThrow('not yet');
    isBroken = false;
    expect(flag().parse(true)).toBe(true);
  });
});
