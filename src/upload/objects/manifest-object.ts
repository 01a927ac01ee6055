import { quote, S3Error } from '../../core/index.ts';
import {
  formatManifest,
  MANIFEST_NAME,
  type Manifest,
  parseManifest,
} from '../../dataset/index.ts';
import { formatS3Uri, putText, readText } from '../../io/index.ts';
import type { Lookup } from './shard-object.ts';
import { below } from './target.ts';

/**
 * Tells whether the object that stands where the manifest belongs is one of the same dataset.
 *
 * One with the same digest names the same shards, model and invocation type, even where its other fields differ.
 */
export async function isManifestThere(
  { s3, root, options }: Lookup,
  manifest: Manifest,
): Promise<boolean> {
  const most = 4 * formatManifest(manifest).length;
  const text = await readText(s3, below(root, MANIFEST_NAME), { ...options, most });
  return text !== undefined && digestOf(text) === manifest.digest;
}

function digestOf(text: string): string | undefined {
  try {
    return parseManifest(text, MANIFEST_NAME).digest;
  } catch {
    return undefined;
  }
}

/** The error for an object that stands where the manifest belongs. */
export function manifestExists({ root }: Pick<Lookup, 'root'>): S3Error {
  const place = below(root, MANIFEST_NAME);
  return new S3Error(
    'S3_OBJECT_EXISTS',
    `Another object is already at ${quote(formatS3Uri(place), 200)}: it is not the manifest of this dataset`,
    { ...place, hint: 'Upload with another --to, or give --replace to overwrite it' },
  );
}

/** Writes the manifest, which makes the prefix a dataset. Where only the reply was lost, it is there and nothing failed. */
export async function putManifest(lookup: Lookup, manifest: Manifest): Promise<void> {
  const { s3, root, options } = lookup;
  const ifNoneMatch = options.replace === true ? undefined : '*';
  const text = formatManifest(manifest);
  try {
    await putText(s3, below(root, MANIFEST_NAME), {
      ...options,
      text,
      contentType: 'application/json',
      ifNoneMatch,
    });
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    if (await isManifestThere(lookup, manifest).catch(() => false)) return;
    throw error.code === 'S3_OBJECT_EXISTS' ? manifestExists(lookup) : error;
  }
}
