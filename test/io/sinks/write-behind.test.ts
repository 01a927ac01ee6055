import { fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileSink, newHasher, nextTurn, WriteBehind } from '../../../src/io/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

/** More than all buffers hold. */
const MANY = 5;

describe('WriteBehind', () => {
  const folder = useTemporaryFolder();

  it('closes a file whose bytes are on their way, and goes on with the next', async () => {
    const behind = new WriteBehind();
    const hasher = await newHasher();
    const paths = Array.from({ length: MANY }, (_, index) => join(folder.path, `${index}`));

    for (const [index, path] of paths.entries()) {
      const sink = new FileSink(path, hasher, behind);
      sink.write(Buffer.alloc(700_000, index));
      sink.write(Buffer.from('end'));
      sink.close();
    }
    await behind.settle();

    for (const [index, path] of paths.entries()) {
      const written = Buffer.concat([Buffer.alloc(700_000, index), Buffer.from('end')]);
      expect(readFileSync(path).equals(written)).toBe(true);
    }
  });

  it('says with the next call what went wrong on the way', async () => {
    const path = join(folder.path, 'read-only');
    writeFileSync(path, '');
    const descriptor = openSync(path, 'r');
    const behind = new WriteBehind();

    const file = { path, descriptor };
    const buffer = behind.write(file, behind.take(), { bytes: 3, position: 0 });
    await behind.idle();

    const span = { bytes: 3, position: 3 };
    const fault = { code: 'DATASET_WRITE', path };
    expect(() => behind.write(file, buffer, span)).toThrow(expect.objectContaining(fault));
    await expect(behind.settle()).rejects.toMatchObject(fault);
    behind.close(file);
  });

  it('closes every file that it keeps, however many at once', async () => {
    const behind = new WriteBehind();
    const files = Array.from({ length: 30 }, (_, index) => {
      const path = join(folder.path, `kept-${index}`);
      const descriptor = openSync(path, 'wx');
      return { path, descriptor, inode: fstatSync(descriptor).ino };
    });
    // a number of a file that is closed may be that of another one now
    const inodeOf = (descriptor: number) => {
      try {
        return fstatSync(descriptor).ino;
      } catch {
        return undefined;
      }
    };

    for (const file of files) behind.keep(file);
    await behind.settle();

    for (const { descriptor, inode } of files) expect(inodeOf(descriptor)).not.toBe(inode);
  });

  it('writes at once where the event loop does not turn', async () => {
    const path = join(folder.path, 'at-once');
    const behind = new WriteBehind();
    const sink = new FileSink(path, await newHasher(), behind);
    const block = Buffer.alloc(100_000, 'x');

    for (let index = 0; index < 100; index += 1) sink.write(block);
    const { bytes } = sink.close();
    await behind.settle();

    expect(bytes).toBe(10_000_000);
    expect(readFileSync(path).length).toBe(10_000_000);
  });

  it('writes nothing at once where its room is waited for', async () => {
    const path = join(folder.path, 'behind');
    const behind = new WriteBehind();
    const sink = new FileSink(path, await newHasher(), behind);
    const block = Buffer.alloc(1 << 18, 'x');
    const buffers = new Set<ArrayBufferLike>();

    // each fills a buffer and sends the one before
    for (let index = 0; index < 20; index += 1) {
      sink.write(block);
      await behind.room();
      const buffer = behind.take();
      buffers.add(buffer.buffer);
      behind.give(buffer);
    }
    sink.close();
    await behind.settle();

    expect(buffers.size).toBeLessThanOrEqual(3);
    expect(readFileSync(path).length).toBe(20 << 18);
  });

  it('abandons a file while its bytes are on their way', async () => {
    const behind = new WriteBehind();
    const sink = new FileSink(join(folder.path, 'abandoned'), await newHasher(), behind);
    sink.write(Buffer.alloc(500_000));
    sink.write(Buffer.alloc(500_000));

    sink.abandon();
    await nextTurn();

    await expect(behind.settle()).resolves.toBeUndefined();
  });
});
