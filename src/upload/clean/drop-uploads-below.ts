import type { HomePrefix } from '../../io/index.ts';
import { unfinishedBelow } from '../objects/left-uploads.ts';
import { below } from '../objects/target.ts';

/** Drops what was begun below a folder of a prefix and not ended; where S3 fails, what it can: nothing rests on it. */
export async function dropUploadsBelow(prefix: HomePrefix, folder: string): Promise<void> {
  const { dropUpload } = await import('../parts/aws-unfinished-uploads.ts');
  const s3 = await prefix.client();
  const root = below(prefix.place, folder);
  const { requests } = prefix;
  const unfinished = await unfinishedBelow({ s3, root, options: requests }, root.key);
  for (const [key, uploads] of unfinished)
    for (const { uploadId } of uploads)
      await dropUpload(s3, { bucket: root.bucket, key, ...requests }, uploadId);
}
