// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../../corpora/generate.mjs';
import { BUCKET, startEmulator } from '../emulator-process.mjs';
import { measure } from '../measure.mjs';
import { OUT, ours, rival } from '../variant.mjs';

/** @param {number} bytes @returns {Promise<string>} Folder of a dataset made of the CSV corpus. */
async function dataset(bytes) {
  const folder = path.join(OUT, 'dataset');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await measure([...ours('build'), corpus('csv', bytes), folder]);
  return folder;
}

/** @type {import('../variant.mjs').Case} */
export const uploadCase = {
  name: 'upload',
  async prepare(bytes) {
    const folder = await dataset(bytes);
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    /** @param {string} name @param {string[]} program @returns {import('../variant.mjs').Variant} */
    const uploader = (name, program) => ({
      name,
      async run() {
        const { env, stop } = await startEmulator(path.join(OUT, 'emulator'));
        try {
          return await measure([...program, folder, `s3://${BUCKET}/bench/`], { env });
        } finally {
          await stop();
        }
      },
    });
    return {
      bytes: manifest.bytes,
      variants: [
        uploader('bedrock-batch', ours('upload')),
        uploader('lib-storage, its defaults', rival('lib-storage.mjs')),
      ],
      cleanUp: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};
