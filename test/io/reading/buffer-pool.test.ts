import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BufferPool } from '../../../src/io/index.ts';

const MEBIBYTE = 1024 ** 2;

describe('BufferPool', () => {
  it('gives out again what it was given back, by whatever view', () => {
    const pool = new BufferPool(MEBIBYTE);
    const first = pool.take(10);

    pool.give(first.subarray(0, 10));

    expect(pool.take(MEBIBYTE).buffer).toBe(first.buffer);
    expect(pool.take(2 * MEBIBYTE)).toHaveLength(2 * MEBIBYTE);
  });

  it('lets go of the memory of all of them in the next turn, and goes on with others', async () => {
    const pool = new BufferPool(64 * MEBIBYTE);
    const [first, second] = [pool.take(1), pool.take(1)];
    for (const view of [first, second]) pool.give(view);
    const before = process.memoryUsage().arrayBuffers;

    pool.drop();
    await nextTurn();

    expect(first).toHaveLength(0);
    expect(before - process.memoryUsage().arrayBuffers).toBeGreaterThan(100 * MEBIBYTE);
    expect(pool.take(1)).toHaveLength(64 * MEBIBYTE);
  });
});
