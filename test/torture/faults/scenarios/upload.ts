import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { datasetPrefix } from '../../../../src/dataset/index.ts';
import { formatCrc32 } from '../../../../src/io/index.ts';
import { type SampleDataset, sampleDataset } from '../../../support/sample-dataset.ts';
import type { Place } from '../place.ts';
import type { Scenario } from '../scenario.ts';

const PART = 8 * 1024 ** 2;

/** A dataset, and the bytes of its files by their paths. */
interface Sample extends SampleDataset {
  readonly files: ReadonlyMap<string, Buffer>;
}

/** One for all places: nothing is written to it. */
let shared: Promise<Sample> | undefined;

function sample(): Promise<Sample> {
  shared ??= makeSample();
  return shared;
}

async function makeSample(): Promise<Sample> {
  const made = await sampleDataset({ jobs: [[PART + 54_321], [700]] });
  const paths = [...made.shards.map(({ path }) => path), 'manifest.json'];
  const files = paths.map(async (path) => [path, await readFile(join(made.folder, path))] as const);
  return { ...made, files: new Map(await Promise.all(files)) };
}

/** Removes the dataset that places share. */
export async function removeSample(): Promise<void> {
  await (await shared)?.remove();
  shared = undefined;
}

/** Begins the upload of the large shard and sends its first part, as a process does that is then killed; gives its id. */
async function beginUpload({ direct, bucket }: Place): Promise<string> {
  const { files, shards, dataset } = await sample();
  const [shard] = shards;
  if (shard === undefined) throw new Error('The sample has no shard');
  const Key = `in/${datasetPrefix(dataset.manifest)}/${shard.path}`;
  const object = { Bucket: bucket.name, Key };
  const { UploadId } = await direct.send(
    new CreateMultipartUploadCommand({
      ...object,
      ...{ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
      Metadata: { 'bedrock-batch-hash': shard.hash },
    }),
  );
  const Body = files.get(shard.path)?.subarray(0, PART) ?? Buffer.of();
  const ChecksumCRC32 = formatCrc32(crc32(Body));
  await direct.send(
    new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body, ChecksumCRC32 }),
  );
  return String(UploadId);
}

/** What is wrong with the objects of the dataset. */
async function wrongObjects({ bucket }: Place): Promise<readonly string[]> {
  const { files, dataset } = await sample();
  const keys = await bucket.keys();
  const wrong = keys.length === files.size ? [] : [`the bucket has ${keys.join(', ')}`];
  for (const [path, content] of files) {
    const key = `in/${datasetPrefix(dataset.manifest)}/${path}`;
    if (!keys.includes(key)) wrong.push(`${path} is not there`);
    else if (!(await bucket.has(key, content))) wrong.push(`${path} is not what was built`);
  }
  return wrong;
}

/** Uploads that nobody ended, but for one that may be there. */
async function unfinished({ direct, bucket }: Place, but = ''): Promise<readonly string[]> {
  const { Uploads = [] } = await direct.send(
    new ListMultipartUploadsCommand({ Bucket: bucket.name }),
  );
  const others = Uploads.filter(({ UploadId }) => UploadId !== but);
  return others.map(({ Key }) => `an upload to ${Key} is unfinished`);
}

/** A dataset of a large shard and a small one. */
export const upload: Scenario = {
  name: 'upload',
  takesAnyS3: true,
  async stage(place) {
    const { folder } = await sample();
    return {
      argv: ['upload', folder, '--to', `s3://${place.bucket.name}/in/`],
      wrongWhenDone: async () => [...(await wrongObjects(place)), ...(await unfinished(place))],
      wrongAnyway: async () => [],
    };
  },
};

/** The same, where a process was killed that had sent a part. */
export const goOn: Scenario = {
  ...upload,
  name: 'upload gone on with',
  async stage(place) {
    const begun = await beginUpload(place);
    return {
      ...(await upload.stage(place)),
      // what cannot be seen, or does not look like ours, is somebody else's until it does; what cannot be dropped is dropped next time
      wrongWhenDone: async (_, faultAt) => [
        ...(await wrongObjects(place)),
        ...(await unfinished(place, faultAt === undefined ? '' : begun)).filter(
          () => faultAt !== 'AbortMultipartUpload',
        ),
      ],
    };
  },
};

/** Removing what was left. */
export const clean: Scenario = {
  name: 'upload --clean',
  believesReplies: true,
  takesAnyS3: true,
  async stage(place) {
    await beginUpload(place);
    const to = `s3://${place.bucket.name}/in/`;
    return {
      argv: ['upload', '--clean', '--older-than', '0', '--to', to],
      wrongWhenDone: () => unfinished(place),
      wrongAnyway: async () => [],
    };
  },
};
