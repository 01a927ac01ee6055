import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BodyFolder } from '../../../src/io/writing/body-folder.ts';

let path: string;
let folder: BodyFolder;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'bedrock-batch-bodies-'));
  folder = await BodyFolder.open(path);
});
afterEach(() => rm(path, { recursive: true, force: true }));

async function add(...pieces: readonly string[]): Promise<string> {
  const writer = await folder.create();
  for (const piece of pieces) await writer.write(Buffer.from(piece));
  await writer.close();
  return writer.file;
}

describe('BodyFolder', () => {
  it('reads slices of several files one after the other', async () => {
    const first = await add('0123', '456789');
    const second = await add('abc');
    const held = folder.hold([
      { file: first, start: 8, bytes: 2 },
      { file: second, start: 0, bytes: 0 },
      { file: second, start: 1, bytes: 2 },
    ]);

    expect((await buffer(held)).toString()).toBe('89bc');
    await held.release();
  });

  it('writes more than fits one write', async () => {
    const pieces = Array.from({ length: 50 }, (_, i) => String(i).padEnd(65_537, '.'));
    const file = await add(...pieces);
    const bytes = pieces.join('').length;

    const read = await buffer(folder.hold([{ file, start: 0, bytes }]));
    expect(read.toString()).toBe(pieces.join(''));
  });

  it('keeps removed files until the last of their readers lets go', async () => {
    const file = await add('kept');
    const readers = [0, 1].map(() => folder.hold([{ file, start: 0, bytes: 4 }]));
    await folder.remove([file]);

    expect((await buffer(readers[0] as AsyncIterable<Uint8Array>)).toString()).toBe('kept');
    await readers[0]?.release();
    await readers[0]?.release();
    expect(await readdir(path)).toEqual([file]);
    await readers[1]?.release();
    expect(await readdir(path)).toEqual([]);
  });

  it('leaves nothing of a file that is given up, or that nobody names', async () => {
    const writer = await folder.create();
    await writer.write(Buffer.from('half'));
    await writer.discard();
    await writeFile(join(path, 'a1'.repeat(16)), 'x');
    const kept = await add('kept');
    await folder.removeOthers(new Set([kept]));

    expect(await readdir(path)).toEqual([kept]);
  });

  it('removes nothing that it did not name', async () => {
    await writeFile(join(path, 'thesis.docx'), 'x');
    await folder.removeOthers(new Set());

    expect(await readdir(path)).toEqual(['thesis.docx']);
  });

  it('says so when a file is shorter than its slice', async () => {
    const file = await add('abc');

    await expect(buffer(folder.hold([{ file, start: 0, bytes: 4 }]))).rejects.toThrow(
      'ends 1 bytes too early',
    );
  });

  // nothing can be made there, and the system calls it missing, not forbidden
  it.skipIf(process.platform !== 'linux')('says so where it cannot be made', async () => {
    await expect(BodyFolder.open('/proc/missing/folder')).rejects.toMatchObject({
      code: 'DATASET_WRITE',
      message: expect.stringContaining('ENOENT'),
    });
  });
});
