// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
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

/** @returns {readonly string[]} Names of the packages npm would install beside ours: no more, so that an undeclared import fails. */
export function declaredPackages() {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'),
  );
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies ?? {})];
}

/**
 * Packs the package and unpacks it into a project, without the network: its dependencies are links to ours.
 *
 * @param {string} folder The project.
 * @param {readonly string[]} packages Names of the packages that are there beside it.
 * @returns {string} Where the package lies.
 */
export function installPacked(folder, packages) {
  const modules = path.join(folder, 'node_modules');
  const home = path.join(modules, 'bedrock-batch');
  const { tarball } = pack(folder);
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', home]);
  for (const name of packages) {
    const target = path.join(modules, name);
    mkdirSync(path.dirname(target), { recursive: true });
    if (!existsSync(target)) symlinkSync(path.join(REPOSITORY, 'node_modules', name), target);
  }
  return home;
}
