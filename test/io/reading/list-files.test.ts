import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, pathKind } from '../../../src/io/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (...names: readonly string[]) => join(folder.path, ...names);

describe('listFiles()', () => {
  it('finds the files of all folders below, sorted, by their ending', async () => {
    await mkdir(at('b', 'c'), { recursive: true });
    await mkdir(at('folder.jsonl'));
    for (const name of ['b/2.jsonl', 'b/c/3.jsonl', '1.jsonl', 'b/note.txt'])
      await writeFile(at(name), '');

    expect(await listFiles(folder.path, '.jsonl')).toEqual(['1.jsonl', 'b/2.jsonl', 'b/c/3.jsonl']);
  });

  it('keeps every character of a name', async () => {
    const names = ['a\\b.jsonl', 'new\nline.jsonl', '\u001b[31m.jsonl'];
    for (const name of names) await writeFile(at(name), '');

    expect([...(await listFiles(folder.path, '.jsonl'))].sort()).toEqual(names.sort());
  });

  it('follows links to files and folders, and leaves out those that lead nowhere or up again', async () => {
    await mkdir(at('in', 'deep'), { recursive: true });
    await mkdir(at('other'));
    await writeFile(at('other', 'x.jsonl'), '');
    await symlink(at('other', 'x.jsonl'), at('in', 'link.jsonl'));
    await symlink(at('other'), at('in', 'other'));
    await symlink(at('nothing'), at('in', 'broken.jsonl'));
    await symlink(at('in', 'self.jsonl'), at('in', 'self.jsonl'));
    await symlink('..', at('in', 'deep', 'up'));
    await symlink('.', at('in', 'deep', 'here'));

    expect(await listFiles(at('in'), '.jsonl')).toEqual(['link.jsonl', 'other/x.jsonl']);
  });

  it('says which folder is not there', async () => {
    await expect(listFiles(at('none'), '')).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
  });
});

describe('pathKind()', () => {
  it('looks behind links', async () => {
    await writeFile(at('file'), '');
    await symlink(at('file'), at('link'));
    await symlink(at('none'), at('broken'));

    expect(
      await Promise.all(
        ['file', 'link', 'broken', '.', 'file/x'].map((name) => pathKind(at(name))),
      ),
    ).toEqual(['file', 'file', 'missing', 'folder', 'missing']);
  });

  it('cannot tell where a link leads to itself', async () => {
    await symlink(at('loop'), at('loop'));

    await expect(pathKind(at('loop'))).rejects.toMatchObject({ code: 'SOURCE_READ' });
  });
});
