import { join, resolve } from 'node:path';
import { PARTITIONS_FOLDER } from '../../dataset/index.ts';
import { createFile, entriesOf, folderStore } from '../../io/index.ts';
import type { PlanHome } from './plan-home.ts';

/** Keeps a plan in a folder that all machines share. */
export function folderHome(folder: string): PlanHome {
  const below = partitionsFolder(folder);
  const store = folderStore(below);
  return {
    name: resolve(folder),
    list: () => entriesOf(below),
    read: async (name) => (await store.load(name))?.text,
    writeOnce: (name, text) => createFile(join(below, name), text),
  };
}

/** Folder of the plan and the pieces, beside what will be the dataset. */
export function partitionsFolder(folder: string): string {
  return join(resolve(folder), PARTITIONS_FOLDER);
}
