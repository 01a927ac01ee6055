// @ts-check
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../../corpora/generate.mjs';
import { OUT, ours, rival, variant } from '../variant.mjs';

/** @param {string} kind @param {Readonly<Record<string, string>>} rivals @returns {import('../variant.mjs').Case} */
function buildCase(kind, rivals) {
  return {
    name: `build-${kind}`,
    async prepare(bytes) {
      const source = corpus(kind, bytes);
      const out = path.join(OUT, 'built');
      mkdirSync(OUT, { recursive: true });
      /** @param {string} name @param {string[]} program @returns {import('../variant.mjs').Variant} */
      const builder = (name, program) => {
        const made = variant(name, [...program, source, out]);
        return { ...made, run: () => intoNothing(out, made.run) };
      };
      const others = Object.entries(rivals).map(([name, file]) => builder(name, rival(file)));
      return {
        bytes: statSync(source).size,
        variants: [builder('bedrock-batch', ours('build')), ...others],
      };
    },
  };
}

/** @template Value @param {string} out @param {() => Promise<Value>} run @returns {Promise<Value>} */
async function intoNothing(out, run) {
  rmSync(out, { recursive: true, force: true });
  const value = await run();
  rmSync(out, { recursive: true, force: true });
  return value;
}

/** Of one object of the case below, as it is written. */
const OBJECT_BYTES = 3000;

/** @type {import('../variant.mjs').Case} */
const objectsCase = {
  name: 'build-objects',
  async prepare(bytes) {
    const out = path.join(OUT, 'built');
    mkdirSync(OUT, { recursive: true });
    const count = Math.max(200, Math.round(bytes / OBJECT_BYTES));
    const made = variant('bedrock-batch', [...ours('build-objects'), String(count), out]);
    return {
      bytes: count * OBJECT_BYTES,
      variants: [
        { ...made, run: () => intoNothing(out, made.run) },
        variant('JSON.stringify alone', [...rival('stringify.mjs'), String(count)]),
      ],
    };
  },
};

/** @type {readonly import('../variant.mjs').Case[]} */
export const buildCases = [
  buildCase('csv', {
    'Python csv + json.dumps': 'build_csv.py',
    'papaparse + JSON.stringify': 'papaparse.mjs',
    'DuckDB COPY': 'duckdb.mjs',
  }),
  buildCase('short', { 'Python csv + json.dumps': 'build_csv.py' }),
  buildCase('wide', { 'Python csv + json.dumps': 'build_csv.py' }),
  buildCase('rows', {
    'readline + JSON.parse + JSON.stringify': 'json-parse.mjs',
    'Python json.loads + json.dumps': 'build_jsonl.py',
  }),
  buildCase('array', {
    'stream-json + JSON.stringify': 'stream-json.mjs',
    'Python json.load + json.dumps': 'build_array.py',
    'DuckDB COPY': 'duckdb.mjs',
  }),
  objectsCase,
];
