import type { S3Client } from '@aws-sdk/client-s3';
import { countOf, quote, S3Error } from '../../core/index.ts';
import { type Dataset, MANIFEST_NAME, type Manifest } from '../../dataset/index.ts';
import {
  formatS3Uri,
  type HomePrefix,
  type ListedObject,
  listObjects,
  type S3Place,
  type S3RequestOptions,
} from '../../io/index.ts';
import { requirePlace, shardsOf } from './target.ts';

const MOST_FOREIGN = 20;

/** What lies below the prefix of a dataset. */
export interface DatasetObjects {
  /** Bytes of the shards and the manifest that are there, by path below the prefix. */
  readonly own: ReadonlyMap<string, number>;
  readonly foreign: ForeignObjects;
}

/** Objects that Bedrock would read with a job although they are no shards of it. */
export interface ForeignObjects {
  readonly count: number;
  /** S3 URIs of the first 20. */
  readonly uris: readonly string[];
}

/**
 * Finds `.jsonl` objects below the job prefixes of an uploaded dataset that are no shards of it.
 *
 * Bedrock reads every `.jsonl` below a job's prefix, so one of them would be run and paid for with the job. Memory: one
 * page of the listing and the first 20 names. Source: "Format and upload your batch inference data", Bedrock user guide.
 *
 * @param s3 Client to ask with.
 * @param uploaded S3 URI of the dataset and its manifest.
 * @param options Owner of the bucket and cancellation.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_BUCKET_REGION`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REQUEST`.
 *
 * @example Find a file that somebody left in the folder of a job
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
 * import { buildDataset, titan } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { findForeignObjects, uploadDataset } from 'bedrock-batch/upload';
 *
 * const emulator = await createEmulator();
 * const s3 = new S3Client(emulator.clientConfig);
 * await emulator.createBucket('my-data');
 * const out = join(await mkdtemp(join(tmpdir(), 'example-')), 'out');
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const { manifest } = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   record: (row) => ({ modelInput: titan.embed({ inputText: row.text }) }),
 *   out,
 * });
 * const { uri } = await uploadDataset(out, { s3, to: 's3://my-data/in/' });
 * const Key = `${uri.slice('s3://my-data/'.length)}jobs/0000/left-over.jsonl`;
 * await s3.send(new PutObjectCommand({ Bucket: 'my-data', Key, Body: '{}' }));
 *
 * const { uris } = await findForeignObjects(s3, { uri, manifest });
 *
 * console.assert(uris[0] === `${uri}jobs/0000/left-over.jsonl`);
 * s3.destroy();
 * await emulator.close();
 * ```
 */
export async function findForeignObjects(
  s3: S3Client,
  uploaded: { readonly uri: string; readonly manifest: Manifest },
  options: S3RequestOptions = {},
): Promise<ForeignObjects> {
  const { foreign } = await listDataset(
    s3,
    { root: requirePlace(uploaded.uri), ...uploaded },
    options,
  );
  return foreign;
}

/** Lists what lies below the prefix of a dataset, sorted into own and foreign. */
export async function listDataset(
  s3: S3Client,
  { root, manifest }: { readonly root: S3Place; readonly manifest: Manifest },
  options: S3RequestOptions,
): Promise<DatasetObjects> {
  const known = new Set([MANIFEST_NAME, ...shardsOf(manifest).map(({ path }) => path)]);
  const folders = new Set(manifest.jobs.map(({ folder }) => folder));
  const own = new Map<string, number>();
  const uris: string[] = [];
  let count = 0;
  const note = ({ key, bytes }: ListedObject) => {
    const path = key.slice(root.key.length);
    if (known.has(path)) own.set(path, bytes);
    if (known.has(path) || !key.endsWith('.jsonl') || !folders.has(jobFolderOf(path))) return;
    count += 1;
    if (uris.length < MOST_FOREIGN) uris.push(formatS3Uri({ bucket: root.bucket, key }));
  };
  for await (const page of listObjects(s3, root, options)) page.forEach(note);
  return { own, foreign: { count, uris } };
}

/** Gives the first two steps of a path: `jobs/0000` of whatever lies in that job. */
function jobFolderOf(path: string): string {
  return path.split('/', 2).join('/');
}

/**
 * Makes sure that Bedrock would read nothing else with the jobs of a dataset that lies in S3.
 *
 * @throws {S3Error} `S3_FOREIGN_OBJECT`, and what S3 refuses.
 */
export async function requireOwnObjects(
  { manifest }: Pick<Dataset, 'manifest'>,
  prefix: HomePrefix,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { place, requests } = prefix;
  const dataset = { root: place, manifest };
  const { foreign } = await listDataset(await prefix.client(), dataset, { ...requests, signal });
  requireNoForeign(foreign, place, 'submitted');
}

/** Refuses to go on where Bedrock would read what is not of the dataset. */
export function requireNoForeign(
  { count, uris }: ForeignObjects,
  { bucket, key }: S3Place,
  state: 'uploaded' | 'submitted' = 'uploaded',
): void {
  const [first] = uris;
  if (first === undefined) return;
  const others = count === 1 ? '' : ` and ${countOf(count - 1, 'other object')}`;
  throw new S3Error(
    'S3_FOREIGN_OBJECT',
    `${quote(first, 200)}${others} would be read by Bedrock with the jobs of the dataset, and the manifest does not name ${count === 1 ? 'it' : 'them'}; nothing was ${state}`,
    {
      bucket,
      key,
      hint:
        state === 'uploaded'
          ? 'Move what is not part of the dataset out of its prefix, or upload with another --to'
          : 'Move what is not part of the dataset out of its prefix',
    },
  );
}
