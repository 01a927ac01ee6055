import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlockMemory, readBytes } from '../../../src/io/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const BLOCK = 1000;

describe('readBytes', () => {
  const folder = useTemporaryFolder();

  it('reads the next block while one is looked at, into memory that was given back', async () => {
    const path = join(folder.path, 'file');
    const bytes = Buffer.from(Array.from({ length: 10 * BLOCK + 7 }, (_, index) => index % 251));
    writeFileSync(path, bytes);
    const memory = new BlockMemory();
    const memories = new Set<ArrayBufferLike>();
    const read: Buffer[] = [];

    for await (const block of readBytes(path, { blockBytes: BLOCK, memory })) {
      memories.add(block.buffer);
      read.push(Buffer.from(block));
      memory.give(block);
    }

    expect(Buffer.concat(read).equals(bytes)).toBe(true);
    expect(memories.size).toBeLessThanOrEqual(3);
  });

  it('leaves a block alone that is not given back', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(path, Buffer.alloc(5 * BLOCK, 'a'));
    const blocks: Uint8Array[] = [];

    for await (const block of readBytes(path, { blockBytes: BLOCK })) blocks.push(block);

    expect(new Set(blocks.map(({ buffer }) => buffer)).size).toBe(5);
  });

  it('ends where the caller stops, and with the reason of an abort', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(path, Buffer.alloc(5 * BLOCK));
    for await (const block of readBytes(path, { blockBytes: BLOCK })) {
      expect(block).toHaveLength(BLOCK);
      break;
    }

    const controller = new AbortController();
    const reading = readBytes(path, { blockBytes: BLOCK, signal: controller.signal });
    await reading.next();
    controller.abort(new Error('enough'));

    await expect(reading.next()).rejects.toThrow('enough');
  });

  it.skipIf(process.platform === 'win32')(
    'reads a pipe, which nobody can be called back from',
    async () => {
      const path = join(folder.path, 'pipe');
      execFileSync('mkfifo', [path]);
      const writer = spawn('sh', ['-c', 'head -c 5000 /dev/zero > "$0"', path]);
      let bytes = 0;

      for await (const block of readBytes(path, { blockBytes: BLOCK })) bytes += block.length;

      expect(bytes).toBe(5000);
      writer.kill();
    },
  );
});
