import { join } from 'node:path';
import {
  builtDataset,
  type Dataset,
  formatManifest,
  ID_HASHES_NAME,
  MANIFEST_NAME,
  type Manifest,
  rowFiles,
} from '../../dataset/index.ts';
import {
  type Home,
  keepFolder,
  keepNames,
  moveInto,
  pathKind,
  removeAll,
  replaceFile,
} from '../../io/index.ts';
import { makeRoom, type OutFolder } from './out-folder.ts';

/**
 * Puts what was built into its folder, the manifest last: without one the folder is no dataset.
 *
 * The disk has each step before the next: a machine that stops in between leaves a manifest with all that it names, or none.
 *
 * @param work Folder it was built in; it is removed.
 * @throws {DatasetError} `DATASET_EXISTS` where the dataset to replace has got a run in the meantime.
 */
export async function putInPlace(
  work: string,
  home: Home,
  { kind, manifest }: { readonly kind: OutFolder['kind']; readonly manifest: Manifest },
): Promise<Dataset> {
  const { address: folder } = home;
  await keepFolder(work);
  await makeRoom(home, kind, () => keepNames(folder));
  const names = manifest.jobs.length > 0 ? ['jobs'] : [];
  for (const name of [...names, ...rowFiles(manifest)])
    await moveInto(join(work, name), join(folder, name));
  const hashes = join(work, ID_HASHES_NAME);
  if ((await pathKind(hashes)) === 'file') await moveInto(hashes, join(folder, ID_HASHES_NAME));
  await removeAll(work);
  await keepNames(folder);
  await replaceFile(join(folder, MANIFEST_NAME), formatManifest(manifest));
  return builtDataset(home, manifest);
}
