import { join } from 'node:path';
import {
  claimFolder,
  type FolderOwner,
  type Home,
  linkInto,
  makeWorkFolder,
  removeAll,
} from '../../io/index.ts';
import {
  clearOutFolder,
  lookAtOutFolder,
  type OutClaim,
  type OutFolder,
  sweepWhole,
} from '../build/out-folder.ts';
import { putInPlace } from '../build/put-in-place.ts';
import type { Joined, JoinPlace, JoinTarget } from './join-place.ts';

/**
 * Puts a dataset together in a folder as a build does: whole shards get second names, which cost nothing.
 *
 * @param folder Absolute path.
 * @param beside Name of what is left alone there.
 */
export function folderTarget(home: Home, folder: string, beside: string): JoinTarget {
  return {
    joining: async (buildKey, join) => {
      const claim: OutClaim = { buildKey, replace: false, beside };
      const found = await lookAtOutFolder(home, claim);
      if (found.kind === 'same') {
        await sweepWhole(home);
        return { dataset: found.dataset, known: undefined };
      }
      const owner = await claimFolder(folder, 'build');
      try {
        const out = await clearOutFolder(home, owner, claim);
        if (out.kind === 'same') return { dataset: out.dataset, known: undefined };
        return await joinInto({ home, owner, out }, join);
      } finally {
        await owner.release();
      }
    },
  };
}

interface OwnedFolder {
  readonly home: Home;
  readonly owner: FolderOwner;
  readonly out: OutFolder;
}

async function joinInto<Known>(
  { home, owner, out: { kind } }: OwnedFolder,
  make: (place: JoinPlace) => Promise<Joined<Known>>,
) {
  const { folder } = owner;
  const work = await makeWorkFolder(folder);
  try {
    const place: JoinPlace = {
      home,
      work,
      take: (from, { path }) => linkInto(join(folder, from), join(work, path)),
    };
    const { manifest, known } = await make(place);
    await owner.requireHeld();
    return { dataset: await putInPlace(work, home, { kind, manifest }), known };
  } catch (error) {
    await removeAll(work);
    throw error;
  }
}
