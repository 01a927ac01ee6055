import { join } from 'node:path';
import {
  formatManifest,
  ID_HASHES_NAME,
  MANIFEST_NAME,
  type Manifest,
  NUMBERS_NAME,
  REJECTED_NAME,
  REPEATS_NAME,
  ROWS_NAME,
} from '../../dataset/index.ts';
import {
  keepFolder,
  keepNames,
  moveInto,
  pathKind,
  removeAll,
  replaceFile,
} from '../../io/index.ts';
import { type OutFolder, refuseRuns } from './out-folder.ts';

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
  folder: string,
  { kind, manifest }: { readonly kind: OutFolder['kind']; readonly manifest: Manifest },
): Promise<void> {
  await keepFolder(work);
  if (kind === 'replace') {
    await refuseRuns(folder);
    await removeAll(join(folder, MANIFEST_NAME));
    await keepNames(folder);
    await removeAll(join(folder, ROWS_NAME));
    await removeAll(join(folder, NUMBERS_NAME));
    await removeAll(join(folder, REPEATS_NAME));
    await removeAll(join(folder, REJECTED_NAME));
    await removeAll(join(folder, 'jobs'));
  }
  if (manifest.jobs.length > 0) await moveInto(join(work, 'jobs'), join(folder, 'jobs'));
  const { rows, repeats } = manifest;
  if (rows !== undefined) await moveInto(join(work, ROWS_NAME), join(folder, ROWS_NAME));
  if (rows?.numbers !== undefined)
    await moveInto(join(work, NUMBERS_NAME), join(folder, NUMBERS_NAME));
  if (repeats !== undefined) await moveInto(join(work, REPEATS_NAME), join(folder, REPEATS_NAME));
  if (rows?.rejected !== undefined)
    await moveInto(join(work, REJECTED_NAME), join(folder, REJECTED_NAME));
  const hashes = join(work, ID_HASHES_NAME);
  if ((await pathKind(hashes)) === 'file') await moveInto(hashes, join(folder, ID_HASHES_NAME));
  await removeAll(work);
  await keepNames(folder);
  await replaceFile(join(folder, MANIFEST_NAME), formatManifest(manifest));
}
