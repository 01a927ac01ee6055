// @ts-check
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { REPOSITORY } from './repository.mjs';

/**
 * What npm says of a packed tarball.
 *
 * @typedef {object} Packed
 * @property {string} tarball Absolute path.
 * @property {number} size Bytes of the tarball.
 * @property {number} unpackedSize Bytes of its files.
 * @property {readonly string[]} files Paths in the package.
 */

/**
 * Packs the package as `npm publish` would, from the dist that is there.
 *
 * @param {string} folder Where the tarball goes.
 * @returns {Packed}
 */
export function pack(folder) {
  const command = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const reply = execFileSync('npm', command, {
    cwd: REPOSITORY,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(reply);
  return {
    tarball: path.join(folder, packed.filename),
    size: packed.size,
    unpackedSize: packed.unpackedSize,
    files: packed.files.map((/** @type {{ path: string }} */ file) => file.path),
  };
}
