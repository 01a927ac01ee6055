import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DocumentFolder } from '../../../src/io/writing/document-folder.ts';

let path: string;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'bedrock-batch-documents-'));
});
afterEach(() => rm(path, { recursive: true, force: true }));

async function all(folder: DocumentFolder): Promise<Record<string, unknown>> {
  const documents: Record<string, unknown> = {};
  for await (const [id, text] of folder.load()) documents[id] = JSON.parse(text);
  return documents;
}

describe('DocumentFolder', () => {
  it('gives back what was saved last, also when it is opened again', async () => {
    const folder = await DocumentFolder.open(path);
    const [kept, gone] = [folder.newId(), folder.newId()];
    await folder.save(kept, { version: 1 });
    await folder.save(kept, { version: 2 });
    await folder.save(gone, {});
    await folder.remove(gone);
    await folder.remove(gone);

    expect(await all(folder)).toEqual({ [kept]: { version: 2 } });
    expect(await all(await DocumentFolder.open(path))).toEqual({ [kept]: { version: 2 } });
  });

  it('removes what was never finished', async () => {
    await writeFile(join(path, `${'a1'.repeat(12)}.json.new`), '{"half":');
    const folder = await DocumentFolder.open(path);

    expect(await all(folder)).toEqual({});
    expect(await readdir(path)).toEqual([]);
  });

  it('neither reads nor removes what it did not name', async () => {
    const others = ['package.json', 'draft.json.new', `${'a1'.repeat(13)}.json`];
    for (const name of others) await writeFile(join(path, name), '{"kind":"object"}');
    const folder = await DocumentFolder.open(path);

    expect(await all(folder)).toEqual({});
    expect((await readdir(path)).sort()).toEqual([...others].sort());
  });

  // nothing can be made there, and the system calls it missing, not forbidden
  it.skipIf(process.platform !== 'linux')('says so where it cannot be made', async () => {
    await expect(DocumentFolder.open('/proc/missing/folder')).rejects.toMatchObject({
      code: 'DATASET_WRITE',
      message: expect.stringContaining('ENOENT'),
    });
  });
});
