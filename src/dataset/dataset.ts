import { join, resolve } from 'node:path';
import { DatasetError, quote } from '../core/index.ts';
import { folderStore, pathKind, type Store } from '../io/index.ts';
import { MANIFEST_NAME } from './layout.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/** A built dataset: its manifest and where its files are. Never changed once built. */
export interface Dataset {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where the manifest and the run states are kept: the folder itself unless a caller gave another store. */
  readonly store: Store;
}

/** Options of {@link openDataset}. */
export interface OpenDatasetOptions {
  /** Where manifest and run states are kept. Default: the folder itself. */
  readonly store?: Store | undefined;
}

/**
 * Opens a dataset that {@link buildDataset} or `bedrock-batch build` wrote.
 *
 * Only the manifest is read; whether the shards still are what it says is {@link validateDataset}'s work.
 *
 * @param folder Folder of the dataset.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no manifest, `DATASET_MANIFEST` where it cannot be read.
 *
 * @example Look at what a dataset holds
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { buildDataset, openDataset, titan } from 'bedrock-batch';
 *
 * const out = join(await mkdtemp(join(tmpdir(), 'example-')), 'out');
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   record: (row) => ({ modelInput: titan.embed({ inputText: row.text }) }),
 *   out,
 * });
 * const dataset = await openDataset(out);
 * console.assert(dataset.manifest.records === 100);
 * ```
 */
export async function openDataset(
  folder: string,
  options: OpenDatasetOptions = {},
): Promise<Dataset> {
  const absolute = resolve(folder);
  const store = options.store ?? folderStore(absolute);
  const stored = await store.load(MANIFEST_NAME);
  if (stored === undefined) throw await notFound(absolute);
  return Object.freeze({ folder: absolute, manifest: parseManifest(stored.text, absolute), store });
}

/**
 * Gives a dataset whose manifest this process made and wrote: what {@link openDataset} would give, without the schemas of a manifest, which are
 * for what stands on a disk and take longer to load than many a build.
 */
export function builtDataset(folder: string, manifest: Manifest): Dataset {
  const absolute = resolve(folder);
  const written = Object.freeze(JSON.parse(formatManifest(manifest)) as Manifest);
  return Object.freeze({ folder: absolute, manifest: written, store: folderStore(absolute) });
}

/** Path of a file of a dataset, from its path below the dataset. */
export function datasetFile(dataset: Dataset, path: string): string {
  return join(dataset.folder, path);
}

/** Writes a manifest as it stands on disk: indented, keys in the order of the type, a newline at the end. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Reads a manifest's text. */
export function parseManifest(text: string, where: string): Manifest {
  try {
    return Object.freeze(manifestSchema().parse(JSON.parse(text)));
  } catch (cause) {
    throw new DatasetError(
      'DATASET_MANIFEST',
      `The manifest of ${quote(where)} cannot be read as version 1`,
      {
        path: where,
        cause,
        hint: 'Build the dataset again with this version of bedrock-batch',
      },
    );
  }
}

async function notFound(folder: string): Promise<DatasetError> {
  const isFile = (await pathKind(folder)) === 'file';
  return new DatasetError(
    'DATASET_NOT_FOUND',
    isFile
      ? `${quote(folder)} is a file, and a dataset is a folder with a ${MANIFEST_NAME}`
      : `There is no dataset in ${quote(folder)}: it has no ${MANIFEST_NAME}`,
    {
      path: folder,
      hint: 'Name a folder that bedrock-batch build has finished, or build it first',
    },
  );
}
