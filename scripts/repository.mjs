// @ts-check
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder of package.json. */
export const REPOSITORY = path.resolve(import.meta.dirname, '..');

/**
 * Tells whether a module is the program that was started.
 *
 * @param {string} url `import.meta.url` of the module.
 */
export function isMain(url) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(url);
}
