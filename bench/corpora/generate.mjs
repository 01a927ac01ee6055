// @ts-check
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMain } from '../../scripts/repository.mjs';
import { formatSize, parseSize } from '../size.mjs';
import { KINDS } from './kinds.mjs';
import { Random } from './random.mjs';

/**
 * Writes the corpora: `node bench/corpora/generate.mjs --size 100MB [--only chat]`.
 *
 * The same seed and size give the same bytes, so a file that is there is left as it is.
 */
const DATA = path.join(import.meta.dirname, '../data');
const SEED = 20_261_101;
const BLOCK_CHARACTERS = 1 << 20;

/** Part of each file's name, so that a corpus of an older generator is never used. */
const VERSION = ['kinds.mjs', 'random.mjs', 'texts.mjs']
  .reduce(
    (hash, name) => hash.update(readFileSync(path.join(import.meta.dirname, name))),
    createHash('sha256'),
  )
  .digest('hex')
  .slice(0, 6);

/**
 * @param {import('./kinds.mjs').Kind} kind
 * @param {number} bytes
 * @yields {string} Text in blocks of about a megabyte, until there are `bytes` or a little more.
 */
function* blocksOf(kind, bytes) {
  const { head = '', separator = '', tail = '' } = kind;
  const element = kind.elements(new Random(SEED));
  let block = head;
  let written = 0;
  for (let number = 1; written + block.length < bytes; number += 1) {
    if (number > 1) block += separator;
    block += element(number);
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    written += Buffer.byteLength(block);
    block = '';
  }
  yield `${block}${tail}`;
}

/**
 * Makes a corpus where it is not there yet.
 *
 * @param {string} name One of `KINDS`.
 * @param {number} bytes Its size, about.
 * @returns {string} Path of the file.
 */
export function corpus(name, bytes) {
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`There is no corpus "${name}"`);
  mkdirSync(DATA, { recursive: true });
  const file = path.join(DATA, `${name}-${formatSize(bytes)}-${VERSION}.${kind.ending}`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.unfinished`;
  const descriptor = openSync(unfinished, 'w');
  for (const block of blocksOf(kind, bytes)) writeSync(descriptor, block);
  closeSync(descriptor);
  renameSync(unfinished, file);
  return file;
}

if (isMain(import.meta.url)) {
  const { values: options } = parseArgs({
    options: {
      size: { type: 'string', default: '100MB' },
      only: { type: 'string', multiple: true, default: Object.keys(KINDS) },
    },
  });
  for (const name of options.only) console.log(corpus(name, parseSize(options.size)));
}
