import {
  CopyObjectCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';

const ASIDE = 'aside/';

/** Moves outputs of jobs away; gives what brings them back, under another name where it says so. */
export async function hideOutputs(
  s3: S3Client,
  bucket: string,
  isHidden: (key: string) => boolean = (key) => key.endsWith('.out'),
  nameBack: (key: string) => string = (key) => key,
): Promise<() => Promise<void>> {
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const keys = (listed.Contents ?? []).flatMap(({ Key }) => Key ?? []).filter(isHidden);
  for (const key of keys) await move(s3, bucket, { from: key, to: ASIDE + key });
  return async () => {
    for (const key of keys) await move(s3, bucket, { from: ASIDE + key, to: nameBack(key) });
  };
}

async function move(
  s3: S3Client,
  bucket: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await s3.send(
    new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: `${bucket}/${from}` }),
  );
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: from }));
}
