import { describe, expect, it } from 'vitest';
import { BlockMemory } from '../../../src/io/reading/block-memory.ts';

describe('BlockMemory', () => {
  it('gives a block again that was given back, also as a view of it', () => {
    const memory = new BlockMemory();
    const block = memory.take(64);
    memory.give(block.subarray(3, 9));

    expect(memory.take(64).buffer).toBe(block.buffer);
  });

  it('gives other memory while a block is looked at, and where another size is needed', () => {
    const memory = new BlockMemory();
    const first = memory.take(64);
    const second = memory.take(64);
    expect(second.buffer).not.toBe(first.buffer);

    memory.take(64);
    memory.give(first);
    expect(memory.take(64).buffer).not.toBe(first.buffer);

    memory.give(memory.take(64));
    expect(memory.take(32)).toHaveLength(32);
  });

  it('takes back a block while the one behind it is read', () => {
    const memory = new BlockMemory();
    const first = memory.take(64);
    const second = memory.take(64);
    memory.give(first);

    expect(memory.take(64).buffer).toBe(first.buffer);
    memory.give(second);
    expect(memory.take(64).buffer).toBe(second.buffer);
  });

  it('leaves memory alone that is not its own', () => {
    const memory = new BlockMemory();
    const foreign = new Uint8Array(64);
    memory.take(64);
    memory.give(foreign);

    expect(memory.take(64).buffer).not.toBe(foreign.buffer);
  });
});
