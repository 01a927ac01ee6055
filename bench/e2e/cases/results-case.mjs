// @ts-check
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { corpus } from '../../corpora/generate.mjs';
import { measure } from '../measure.mjs';
import { BUCKET, startEmulator } from '../server-process.mjs';
import { OUT, ours, rival, variant } from '../variant.mjs';

const FOLDER = path.join(OUT, 'results');

/**
 * Copies the outputs of a run into files, for programs that do not speak S3.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ files: string[], bytes: number }>}
 */
async function copyOutputs(env) {
  const { GetObjectCommand, ListObjectsV2Command, S3Client } = await import('@aws-sdk/client-s3');
  const { AWS_ENDPOINT_URL = '', AWS_REGION = '' } = env;
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env;
  const s3 = new S3Client({
    endpoint: AWS_ENDPOINT_URL,
    region: AWS_REGION,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const outputs = Contents.filter(({ Key = '' }) => Key.endsWith('.jsonl.out'));
  const files = [];
  for (const [index, { Key }] of outputs.entries()) {
    const file = path.join(FOLDER, `${index}.jsonl.out`);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    await pipeline(/** @type {import('node:stream').Readable} */ (Body), createWriteStream(file));
    files.push(file);
  }
  s3.destroy();
  return { files, bytes: outputs.reduce((sum, { Size = 0 }) => sum + Size, 0) };
}

/** @type {import('../variant.mjs').Case} */
export const resultsCase = {
  name: 'results',
  async prepare(size) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const source = corpus('csv', size);
    const dataset = path.join(FOLDER, 'dataset');
    const { env, stop } = await startEmulator(path.join(OUT, 'emulator'));
    await measure([...ours('run'), source, dataset, `s3://${BUCKET}/bench/`], { env });
    const { files, bytes } = await copyOutputs(env);
    return {
      bytes,
      variants: [
        variant('bedrock-batch', [...ours('results'), dataset, source], {
          env,
        }),
        variant('bedrock-batch, without rows', [...ours('results'), dataset], { env }),
        variant('Python, a dict of the rows', [...rival('join_outputs.py'), source, ...files]),
      ],
      cleanUp: async () => {
        await stop();
        rmSync(FOLDER, { recursive: true, force: true });
      },
    };
  },
};
