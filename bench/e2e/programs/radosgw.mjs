// @ts-check
import { once } from 'node:events';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { startRadosgw } from '../../../test/support/radosgw.ts';

const WARM_BYTES = 11 * 1024 ** 2;

// serves until its input ends, so it never outlives the bench
const [Bucket = ''] = process.argv.slice(2);
const { endpoint, region, accessKeyId, secretAccessKey, stop } = await startRadosgw();
const credentials = { accessKeyId, secretAccessKey };
const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
await client.send(new CreateBucketCommand({ Bucket }));
// it makes its pools with the first object and the first upload in parts, a few seconds each
for (const Body of ['small', Buffer.alloc(WARM_BYTES)]) {
  await new Upload({ client, params: { Bucket, Key: 'warm', Body } }).done();
}
client.destroy();
console.log(JSON.stringify({ endpoint, region, credentials }));
await once(process.stdin.resume(), 'end');
await stop();
process.exit();
