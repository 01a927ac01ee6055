// @ts-check
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { openDataset } from 'bedrock-batch';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

// lib-storage as its README shows it: a stream per file, its own defaults, one file after the other
const [folder = '', to = ''] = process.argv.slice(2);
const { manifest } = await openDataset(folder);
const { hostname: Bucket, pathname } = new URL(to);
const client = new S3Client({});
for (const { path: shard } of manifest.jobs.flatMap(({ shards }) => shards)) {
  const Key = `${pathname.slice(1)}${shard}`;
  const Body = createReadStream(path.join(folder, shard));
  await new Upload({ client, params: { Bucket, Key, Body } }).done();
}
client.destroy();
sayFigures(manifest);
