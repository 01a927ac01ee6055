import pLimit from 'p-limit';
import { asking, type HomePrefix, headObject } from '../../io/index.ts';
import type { ObjectCopy } from '../parts/aws-copy.ts';
import { HASH_ENTRY, isSameObject, notAsSent } from './same-object.ts';
import type { SentFile } from './shard-object.ts';
import { below } from './target.ts';

/** A copy takes S3 some seconds for each GB, and this machine nothing. */
const COPIES_IN_FLIGHT = 16;
/** Source: "CopyObject" in the S3 API reference: one request copies at most 5 GB. */
const MOST_AT_ONCE = 5 * 1000 ** 3;
const PART_BYTES = 1024 ** 3;

/** An object below a prefix that gets a second place below it. */
export interface FileCopy {
  /** Path of the object. */
  readonly from: string;
  /** Its new path, and what it is compared with. */
  readonly file: SentFile;
}

/** How objects are copied. */
export interface CopyFilesOptions {
  readonly signal?: AbortSignal | undefined;
  /** Paths where something is already, which may be the copy that is wanted. */
  readonly there: ReadonlySet<string>;
  /** Bytes up to which one request copies an object, and of the parts of larger ones. Default: 5 GB, and 1 GiB. */
  readonly sizes?: { readonly atOnce: number; readonly part: number } | undefined;
}

/**
 * Gives objects second places below their prefix, by S3 itself: no byte comes to this machine.
 *
 * Each copy is compared with what is known of it by its CRC32, or else its size. What is there already, byte for byte, is not copied again.
 *
 * @throws {S3Error} `S3_OBJECT_NOT_FOUND`, `S3_OBJECT_DIFFERS`, and what S3 refuses.
 */
export async function copyFiles(
  copies: readonly FileCopy[],
  prefix: HomePrefix,
  options: CopyFilesOptions,
): Promise<void> {
  const failure = new AbortController();
  const { signal: asked } = options;
  const signal = asked === undefined ? failure.signal : AbortSignal.any([asked, failure.signal]);
  await pLimit(COPIES_IN_FLIGHT).map(copies, async (copy) => {
    if (signal.aborted) return;
    await copyFile(copy, prefix, { ...options, signal }).catch((error: unknown) =>
      failure.abort(error),
    );
  });
  signal.throwIfAborted();
}

async function copyFile(
  { from, file }: FileCopy,
  prefix: HomePrefix,
  { there, signal, sizes = { atOnce: MOST_AT_ONCE, part: PART_BYTES } }: CopyFilesOptions,
): Promise<void> {
  const s3 = await prefix.client();
  const { place, requests } = prefix;
  const { expectedBucketOwner } = requests;
  const [source, to] = [below(place, from), below(place, file.path)];
  const head = () => headObject(s3, to, { expectedBucketOwner, signal });
  if (there.has(file.path) && isSameObject(await head(), file)) return;
  const { copyWhole, copyInParts } = await import('../parts/aws-copy.ts');
  const copy: ObjectCopy = {
    ...{ from: source, to, expected: file, expectedBucketOwner, signal },
    metadata: { [HASH_ENTRY]: file.hash },
  };
  const attempt = { verb: 'copy', ...source, expectedBucketOwner };
  const crc32 = await asking(attempt, { signal }, () =>
    file.bytes <= sizes.atOnce
      ? copyWhole(s3, copy)
      : copyInParts(s3, copy, sizes.part).then(() => undefined),
  );
  if (crc32 === file.crc32) return;
  const made = await head();
  if (!isSameObject(made, file)) throw notAsSent(to, made, file);
}
