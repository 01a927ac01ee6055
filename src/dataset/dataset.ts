import { DatasetError, InvalidOptionError, quote, S3Error } from '../core/index.ts';
import {
  type Home,
  homeAt,
  nearlyS3Hint,
  pathKind,
  type S3HomeOptions,
  type Store,
} from '../io/index.ts';
import { MANIFEST_NAME } from './layout.ts';
import { type Manifest, manifestSchema, pieceSchema } from './manifest.ts';

/** A built dataset: its manifest and where its files are. Never changed once built. */
export interface Dataset {
  /** Absolute path of the folder; of a dataset in S3 the URI of its prefix, with a slash at its end. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where the manifest and the run states are kept: the folder or the prefix itself unless a caller gave another store. */
  readonly store: Store;
  /** What is in the folder, or below the prefix. */
  readonly home: Home;
}

/** Options of {@link openDataset}; those of S3 have no effect on a folder. */
export interface OpenDatasetOptions extends S3HomeOptions {
  /** Where manifest and run states are kept. Default: the folder or the prefix itself. */
  readonly store?: Store | undefined;
}

/**
 * Opens a dataset that {@link buildDataset} or `bedrock-batch build` wrote.
 *
 * Only the manifest is read; whether the shards still are what it says is {@link validateDataset}'s work.
 *
 * A prefix that {@link uploadDataset} wrote is a dataset too, and its runs live below it, so that any machine goes on with them by its address alone. S3 is
 * asked by the client that is given, or by one of the SDK's default chain, whose connections end with the process.
 *
 * @param where Folder of the dataset, or its S3 URI.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no manifest, `DATASET_MANIFEST` where it cannot be read.
 * @throws {S3Error} What S3 refuses.
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
  where: string,
  { store, ...options }: OpenDatasetOptions = {},
): Promise<Dataset> {
  return openHome(datasetHome(where, options), store);
}

/** Opens a dataset again, to see whether it still is the same. */
export function openAgain({ home, store }: Dataset): Promise<Dataset> {
  return openHome(home, store);
}

/** Opens the dataset in a home, as {@link openDataset} does by its address. */
export async function openHome(home: Home, store: Store = home.store): Promise<Dataset> {
  const stored = await store.load(MANIFEST_NAME);
  if (stored === undefined) throw await notFound(home);
  const { address: folder } = home;
  return Object.freeze({ folder, manifest: parseManifest(stored.text, folder), store, home });
}

/** Makes the home of a dataset, of which only the manifest never changes, and stands under its name. */
export function datasetHome(where: string, options: S3HomeOptions = {}): Home {
  return homeAt(where, { ...options, once: [MANIFEST_NAME] });
}

/**
 * Gives a dataset whose manifest this process made and wrote: what {@link openDataset} would give, without the schemas of a manifest, which are
 * for what stands on a disk and take longer to load than many a build.
 */
export function builtDataset(home: Home, manifest: Manifest): Dataset {
  const written = Object.freeze(JSON.parse(formatManifest(manifest)) as Manifest);
  return Object.freeze({ folder: home.address, manifest: written, store: home.store, home });
}

/**
 * Path of a file of a dataset, from its path below the dataset.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the dataset lies in S3: what reads files by their paths cannot do that there.
 */
export function datasetFile({ home }: Pick<Dataset, 'home'>, path: string): string {
  const file = home.pathOf(path);
  if (file !== undefined) return file;
  throw new InvalidOptionError(
    `${quote(home.nameOf(path), 200)} is an object in S3, and here a file is needed`,
    {
      option: 'dataset',
      expected: 'the folder of a dataset',
      received: quote(home.address, 200),
      hint: `Copy the dataset into a folder, such as with aws s3 sync ${home.address} FOLDER, and name that`,
    },
  );
}

/**
 * Makes that {@link datasetFile} has the paths of files of a dataset; those of one in S3 are copied, compared with what S3 keeps of them, and gone once its
 * home is closed.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where S3 has no such object.
 */
export async function fetchFiles({ home }: Dataset, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      await home.fetch(path);
    } catch (error) {
      const isGone = error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND';
      throw isGone ? notSent(home.nameOf(path), error) : error;
    }
  }
}

function notSent(uri: string, cause: S3Error): DatasetError {
  return new DatasetError('DATASET_CHANGED', `${quote(uri, 200)} is needed, and it is not there`, {
    path: uri,
    cause,
    hint: `An upload of an earlier version sent no such file: copy it from the folder of the dataset, such as with aws s3 cp, or give that folder`,
  });
}

/** Writes a manifest as it stands on disk: indented, keys in the order of the type, a newline at the end. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Reads the manifest of a partition, which is that of a dataset but may have no record.
 *
 * @param folder Path of the partition below the home.
 * @returns Undefined where there is none.
 * @throws {DatasetError} `DATASET_MANIFEST`.
 */
export async function readPiece(home: Home, folder: string): Promise<Manifest | undefined> {
  const text = await home.readText(`${folder}/${MANIFEST_NAME}`);
  return text === undefined ? undefined : parseManifest(text, home.nameOf(folder), pieceSchema);
}

/** Reads a manifest's text. */
export function parseManifest(
  text: string,
  where: string,
  schema: typeof manifestSchema = manifestSchema,
): Manifest {
  try {
    return Object.freeze(schema().parse(JSON.parse(text)));
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

async function notFound({ address, folder }: Home): Promise<DatasetError> {
  if (folder === undefined) return notInS3(address);
  const isFile = (await pathKind(folder)) === 'file';
  return new DatasetError(
    'DATASET_NOT_FOUND',
    isFile
      ? `${quote(folder)} is a file, and a dataset is a folder with a ${MANIFEST_NAME}`
      : `There is no dataset in ${quote(folder)}: it has no ${MANIFEST_NAME}`,
    {
      path: folder,
      hint:
        nearlyS3Hint(folder) ??
        'Name a folder that bedrock-batch build has finished, or build it first',
    },
  );
}

function notInS3(uri: string): DatasetError {
  const message = `There is no dataset at ${quote(uri, 200)}: it has no ${MANIFEST_NAME}`;
  return new DatasetError('DATASET_NOT_FOUND', message, {
    path: uri,
    hint: 'Name the prefix of the dataset itself, <to>/<name>-<digest>/, as bedrock-batch upload prints it',
  });
}
