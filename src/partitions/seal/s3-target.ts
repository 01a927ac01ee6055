import { join } from 'node:path';
import {
  type Joined,
  type JoinPlace,
  type JoinTarget,
  lookAtOutFolder,
  requireLeftovers,
} from '../../builders/index.ts';
import { DatasetError, quote } from '../../core/index.ts';
import {
  builtDataset,
  type Dataset,
  datasetHome,
  formatManifest,
  MANIFEST_NAME,
  type Manifest,
  PARTITIONS_FOLDER,
  rowFiles,
} from '../../dataset/index.ts';
import { digestFile, type Home, type HomePrefix, withWorkFolder } from '../../io/index.ts';
import {
  copyFiles,
  dropUploadsBelow,
  type FileCopy,
  type SentFile,
  sendFiles,
} from '../../upload/index.ts';

const JOBS = 'jobs';

/** A prefix that becomes a dataset. */
interface SealedPrefix {
  readonly home: Home;
  readonly prefix: HomePrefix;
  readonly signal: AbortSignal | undefined;
}

/**
 * Puts a dataset together below a prefix: S3 itself copies the shards that are whole, all others are written on this machine and sent.
 *
 * Nobody is kept away meanwhile. Several that do it at once write the same bytes to the same keys, and the manifest is created once.
 */
export function s3Target(of: SealedPrefix): JoinTarget {
  const { home } = of;
  return {
    joining: async (buildKey, make) => {
      const claim = { buildKey, replace: false, beside: PARTITIONS_FOLDER };
      const found = await lookAtOutFolder(home, claim);
      if (found.kind === 'same') return { dataset: found.dataset, known: undefined };
      await requireLeftovers(home);
      return withWorkFolder((work) => joinIn(work, of, make));
    },
  };
}

async function joinIn<Known>(
  work: string,
  of: SealedPrefix,
  make: (place: JoinPlace) => Promise<Joined<Known>>,
): Promise<{ readonly dataset: Dataset; readonly known: Known }> {
  const { home } = of;
  const copies: FileCopy[] = [];
  const take: JoinPlace['take'] = async (from, { path, bytes, crc32, hash }) => {
    copies.push({ from, file: { path, bytes, crc32, hash } });
  };
  const { manifest, known } = await make({ home, work, take });
  await putInPlace(of, { manifest, copies, work });
  return { dataset: builtDataset(home, manifest), known };
}

/** All of a dataset: what is copied, and what lies in a folder of this machine. */
interface ToPut {
  readonly manifest: Manifest;
  readonly copies: readonly FileCopy[];
  readonly work: string;
}

async function putInPlace({ home, prefix, signal }: SealedPrefix, put: ToPut): Promise<void> {
  const { manifest, copies, work } = put;
  const there = new Set((await home.find(JOBS, '')).map((path) => `${JOBS}/${path}`));
  await copyFiles(copies, prefix, { there, signal });
  const files = await filesIn(work, put);
  await sendFiles(files, { from: datasetHome(work), to: prefix, folder: '', signal });
  const shards = new Set(manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path)));
  // of another plan, whose seal was killed
  for (const path of there) if (!shards.has(path)) await home.remove(path);
  await dropUploadsBelow(prefix, `${JOBS}/`);
  signal?.throwIfAborted();
  await putManifest(home, manifest);
}

/** Names the files that no piece has. */
async function filesIn(work: string, { manifest, copies }: ToPut): Promise<readonly SentFile[]> {
  const copied = new Set(copies.map(({ file }) => file.path));
  const files: SentFile[] = manifest.jobs.flatMap(({ shards }) =>
    shards.filter(({ path }) => !copied.has(path)),
  );
  for (const path of rowFiles(manifest))
    files.push({ path, ...(await digestFile(join(work, path))) });
  return files;
}

/** Creates the manifest, which makes the prefix a dataset; another process that does the same may be faster. */
async function putManifest(home: Home, manifest: Manifest): Promise<void> {
  const text = formatManifest(manifest);
  if (await home.create(MANIFEST_NAME, text)) return;
  if ((await home.readText(MANIFEST_NAME)) === text) return;
  const uri = home.nameOf(MANIFEST_NAME);
  throw new DatasetError(
    'DATASET_EXISTS',
    `${quote(uri, 200)} was written meanwhile, and is the manifest of another dataset`,
    { path: uri, hint: 'Let one process at a time build there, and choose another --out' },
  );
}
