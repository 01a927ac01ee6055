import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderStore } from '../../../src/io/index.ts';

describe('folderStore()', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives nothing for what is not there', async () => {
    expect(await folderStore(folder).load('manifest.json')).toBeUndefined();
  });

  it('gives back what was saved, and leaves nothing else behind', async () => {
    const store = folderStore(folder);

    const tag = await store.save('runs/main/run.json', '{"a":1}', null);

    expect(await store.load('runs/main/run.json')).toEqual({ text: '{"a":1}', tag });
    expect(await readdir(join(folder, 'runs/main'))).toEqual(['run.json']);
  });

  it('replaces only what the caller saw last', async () => {
    const store = folderStore(folder);
    const first = await store.save('a', 'one', null);
    await store.save('a', 'two', first);

    await expect(store.save('a', 'three', first)).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      isRetryable: true,
    });
    await expect(store.save('a', 'three', null)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('two');
  });
});
