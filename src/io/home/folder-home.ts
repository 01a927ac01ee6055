import { join } from 'node:path';
import { claimFolder, whoWorksIn } from '../owner/folder-owner.ts';
import { regularFileBytes } from '../reading/file-reader.ts';
import { listFiles, pathKind } from '../reading/list-files.ts';
import { readBytes } from '../reading/read-bytes.ts';
import { createFile } from '../writing/atomic-file.ts';
import { entriesOf, removeAll } from '../writing/folders.ts';
import { folderStore } from '../writing/store.ts';
import type { Home } from './home.ts';

/** Makes a home of a folder, which need not be there. */
export function folderHome(folder: string): Home {
  const store = folderStore(folder);
  return Object.freeze({
    address: folder,
    folder,
    prefix: undefined,
    store,
    below: (path) => folderHome(join(folder, path)),
    nameOf: (path) => join(folder, path),
    names: (below) => entriesOf(join(folder, below)),
    find: async (below, ending) => {
      const where = join(folder, below);
      return (await pathKind(where)) === 'folder' ? listFiles(where, ending) : [];
    },
    size: async (path) => regularFileBytes(join(folder, path)),
    read: (path, options) => readBytes(join(folder, path), options),
    readText: async (path) => (await store.load(path))?.text,
    create: (path, text) => createFile(join(folder, path), text),
    fetch: async () => {},
    forget: () => {},
    pathOf: (path) => join(folder, path),
    remove: (path) => removeAll(join(folder, path)),
    claim: (below, work) => claimFolder(join(folder, below), work),
    whoWorksIn: (below) => whoWorksIn(join(folder, below)),
    close: () => {},
  } satisfies Home);
}
