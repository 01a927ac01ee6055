// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const RE_EXPORT = /^export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{([^}]*)\})\s+from\s+'(\.[^']+)'/gm;

/**
 * Names of one file that users can import; `all` when the whole file is re-exported.
 *
 * @typedef {{ all: boolean, readonly names: Set<string> }} Exposure
 */

/** @param {string} list Inside of the braces of an export list. */
function exportedNames(list) {
  return list
    .split(',')
    .map(
      (name) =>
        name
          .replace(/^\s*type\s+/, '')
          .split(/\s+as\s+/)[0]
          ?.trim() ?? '',
    )
    .filter((name) => name !== '');
}

/** Follows the re-exports of the entries through the files of src. */
class ExposureMap {
  /** @type {Map<string, Exposure>} */
  files = new Map();

  /** @param {string} file @param {readonly string[] | undefined} names Every export where undefined. */
  expose(file, names) {
    const exposure = this.files.get(file) ?? { all: false, names: new Set() };
    const known = exposure.all || (names?.every((name) => exposure.names.has(name)) ?? false);
    this.files.set(file, exposure);
    if (known || !existsSync(file)) return;
    if (names === undefined) exposure.all = true;
    for (const name of names ?? []) exposure.names.add(name);
    this.#follow(file, names);
  }

  /** @param {string} file @param {readonly string[] | undefined} names */
  #follow(file, names) {
    for (const [, list, specifier] of readFileSync(file, 'utf8').matchAll(RE_EXPORT)) {
      const target = path.resolve(path.dirname(file), specifier ?? '');
      const offered = list === undefined ? names : exportedNames(list);
      this.expose(
        target,
        list === undefined || names === undefined
          ? offered
          : offered?.filter((name) => names.includes(name)),
      );
    }
  }
}

/**
 * Lists what users can import: file of src → names, by the re-exports of the entries of package.json.
 *
 * @param {string} root Folder of package.json.
 * @returns {ReadonlyMap<string, Exposure>}
 */
export function publicExports(root) {
  const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const map = new ExposureMap();
  for (const target of Object.values(exports)) {
    if (typeof target !== 'object') continue;
    map.expose(
      path.join(root, target.types.replace(/^\.\/dist\//, 'src/').replace(/\.d\.ts$/, '.ts')),
      undefined,
    );
  }
  return map.files;
}
