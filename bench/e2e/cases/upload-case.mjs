// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../../corpora/generate.mjs';
import { measure } from '../measure.mjs';
import { BUCKET, startRadosgw, startSink } from '../server-process.mjs';
import { OUT, ours, rival } from '../variant.mjs';

const NO_SINK =
  spawnSync('python3', ['--version']).status === 0 ? undefined : 'there is no python3';
const NO_AWS =
  spawnSync('python3', ['-c', 'import awscli']).status === 0
    ? undefined
    : 'there is no awscli: pip install awscli';
const NO_RADOSGW = ['radosgw', 'ceph-mon', 'ceph-osd'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
)
  ? undefined
  : 'there is no radosgw: apt-get install radosgw ceph-mon ceph-osd ceph-common';
/** It keeps in memory what was ever sent to it. */
const RADOSGW_BYTES = 105e6;

/** @param {number} bytes @returns {Promise<string>} Folder of a dataset made of the CSV corpus. */
async function dataset(bytes) {
  const folder = path.join(OUT, 'dataset');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await measure([...ours('build'), corpus('csv', bytes), folder]);
  return folder;
}

/**
 * A program that uploads.
 *
 * @typedef {object} Uploader
 * @property {string} name Which program it is.
 * @property {(folder: string, to: string) => string[]} program The command that sends a dataset below a URI.
 * @property {string | undefined} [missing] Why it cannot be run here.
 */

/** @type {readonly Uploader[]} */
const UPLOADERS = [
  { name: 'bedrock-batch', program: (folder, to) => [...ours('upload'), folder, to] },
  {
    name: 'lib-storage, its defaults',
    program: (folder, to) => [...rival('lib-storage.mjs'), folder, to],
  },
  {
    name: 'aws s3 cp',
    program: (folder, to) => [...rival('aws_s3_cp.py'), folder, to],
    missing: NO_AWS,
  },
];

/** @type {Uploader} It signs nothing, so only the sink takes it. */
const RAW = {
  name: 'raw HTTP PUT with CRC32',
  program: (folder, to) => [...rival('raw-put.mjs'), folder, to],
};

/**
 * @param {string} name
 * @param {object} server
 * @param {() => Promise<import('../server-process.mjs').ServerProcess>} server.start
 * @param {string | undefined} server.missing
 * @param {readonly Uploader[]} server.uploaders
 * @param {number} [server.most] Bytes of the source.
 * @returns {import('../variant.mjs').Case}
 */
function uploadCase(name, { start, missing, uploaders, most = Number.POSITIVE_INFINITY }) {
  return {
    name,
    async prepare(bytes) {
      const folder = await dataset(Math.min(bytes, most));
      const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
      const server = missing === undefined ? await start() : undefined;
      let runs = 0;
      /** @param {Uploader} uploader @returns {import('../variant.mjs').Variant} */
      const variantOf = (uploader) => {
        const absent = missing ?? uploader.missing;
        return {
          name: uploader.name,
          run() {
            runs += 1;
            const to = `s3://${BUCKET}/bench/${runs}/`;
            return measure(uploader.program(folder, to), { env: server?.env ?? {} });
          },
          ...(absent !== undefined && { missing: absent }),
        };
      };
      return {
        bytes: manifest.bytes,
        variants: uploaders.map(variantOf),
        async cleanUp() {
          await server?.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

/** @type {readonly import('../variant.mjs').Case[]} */
export const uploadCases = [
  uploadCase('upload', { start: startSink, missing: NO_SINK, uploaders: [...UPLOADERS, RAW] }),
  uploadCase('upload-radosgw', {
    start: startRadosgw,
    missing: NO_RADOSGW,
    uploaders: UPLOADERS,
    most: RADOSGW_BYTES,
  }),
];
