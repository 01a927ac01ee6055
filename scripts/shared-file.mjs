// @ts-check
import path from 'node:path';
import { REPOSITORY } from './repository.mjs';

/**
 * Puts a module into the first shared file that needs it by static imports, for rolldown's groups. The files are acyclic: what a
 * module imports is in the same one or in one before it. What only a late import reaches is in none.
 *
 * @param {Readonly<Record<string, readonly string[]>>} shared The files in their order, each with the sources below `src` that it is for.
 * @returns {(id: string, context: import('rolldown').ChunkingContext) => string | null}
 */
export function sharedFile(shared) {
  /** @type {Map<string, string> | undefined} */
  let fileOf;
  return (id, context) => {
    fileOf ??= filesOf(shared, (module) => context.getModuleInfo(module)?.importedIds ?? []);
    return fileOf.get(id) ?? null;
  };
}

/**
 * @param {Readonly<Record<string, readonly string[]>>} shared
 * @param {(id: string) => readonly string[]} importsOf
 * @returns {Map<string, string>} Names of shared files by module.
 */
function filesOf(shared, importsOf) {
  const fileOf = new Map();
  for (const [file, entries] of Object.entries(shared)) {
    const left = entries.map((entry) => path.join(REPOSITORY, 'src', entry));
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (fileOf.has(id)) continue;
      fileOf.set(id, file);
      left.push(...importsOf(id));
    }
  }
  return fileOf;
}
