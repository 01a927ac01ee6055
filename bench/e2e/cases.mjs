// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../corpora/generate.mjs';
import { BUCKET, startEmulator } from './emulator-process.mjs';
import { measure } from './measure.mjs';

/**
 * One way of doing the work of a case.
 *
 * @typedef {object} Variant
 * @property {string} name Which program it is.
 * @property {() => Promise<import('./measure.mjs').Figures>} run Runs it once.
 *
 * @typedef {object} Prepared
 * @property {number} bytes What MB/s counts.
 * @property {readonly Variant[]} variants Ours is the first one.
 * @property {() => void} [cleanUp] Removes what was made for the case alone.
 *
 * @typedef {object} Case
 * @property {string} name What is done, and to what.
 * @property {(bytes: number) => Promise<Prepared>} prepare Makes what is needed for corpora of about so many bytes.
 */

const BENCH = path.resolve(import.meta.dirname, '..');
const OUT = path.join(BENCH, 'out');

/** @param {string} name @returns {string[]} */
function ours(name) {
  return [process.execPath, path.join(BENCH, 'e2e/programs', `${name}.mjs`)];
}

/** @param {string} file @returns {string[]} */
function rival(file) {
  const program = path.extname(file) === '.py' ? 'python3' : process.execPath;
  return [program, path.join(BENCH, 'rivals', file)];
}

/** Records of 150 bytes are too many for all sizes: a tenth of the bytes says the same. */
const SHARES = { chat: 1, tiny: 0.1, img: 0.5 };

/** @param {keyof typeof SHARES} kind @returns {Case} */
function validateCase(kind) {
  return {
    name: `validate-${kind}`,
    async prepare(bytes) {
      const file = corpus(kind, bytes * SHARES[kind]);
      /** @param {string} name @param {string[]} program @returns {Variant} */
      const variant = (name, program) => ({ name, run: () => measure([...program, file]) });
      return {
        bytes: statSync(file).size,
        variants: [
          variant('bedrock-batch', ours('validate')),
          variant('readline + JSON.parse + zod', rival('readline-zod.mjs')),
          variant('Python json.loads', rival('json_loads.py')),
          variant('read and find lines only', rival('read-lines.mjs')),
        ],
      };
    },
  };
}

/** @param {'csv' | 'array'} kind @param {Readonly<Record<string, string>>} rivals @returns {Case} */
function buildCase(kind, rivals) {
  return {
    name: `build-${kind}`,
    async prepare(bytes) {
      const source = corpus(kind, bytes);
      const out = path.join(OUT, 'built');
      mkdirSync(OUT, { recursive: true });
      /** @param {string} name @param {string[]} program @returns {Variant} */
      const variant = (name, program) => ({
        name,
        async run() {
          rmSync(out, { recursive: true, force: true });
          const figures = await measure([...program, source, out]);
          rmSync(out, { recursive: true, force: true });
          return figures;
        },
      });
      const others = Object.entries(rivals).map(([name, file]) => variant(name, rival(file)));
      return {
        bytes: statSync(source).size,
        variants: [variant('bedrock-batch', ours('build')), ...others],
      };
    },
  };
}

/** @param {number} bytes @returns {Promise<string>} Folder of a dataset made of the CSV corpus. */
async function dataset(bytes) {
  const folder = path.join(OUT, 'dataset');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await measure([...ours('build'), corpus('csv', bytes), folder]);
  return folder;
}

/** @type {Case} */
const uploadCase = {
  name: 'upload',
  async prepare(bytes) {
    const folder = await dataset(bytes);
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    /** @param {string} name @param {string[]} program @returns {Variant} */
    const variant = (name, program) => ({
      name,
      async run() {
        const emulator = await startEmulator(path.join(OUT, 'emulator'));
        try {
          return await measure([...program, folder, `s3://${BUCKET}/bench/`], emulator.env);
        } finally {
          await emulator.stop();
        }
      },
    });
    return {
      bytes: manifest.bytes,
      variants: [
        variant('bedrock-batch', ours('upload')),
        variant('lib-storage, its defaults', rival('lib-storage.mjs')),
      ],
      cleanUp: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

/** @type {readonly Case[]} */
export const CASES = [
  validateCase('chat'),
  validateCase('tiny'),
  validateCase('img'),
  buildCase('csv', { 'Python csv + json.dumps': 'build_csv.py' }),
  buildCase('array', {
    'stream-json + JSON.stringify': 'stream-json.mjs',
    'Python json.load + json.dumps': 'build_array.py',
  }),
  uploadCase,
];
