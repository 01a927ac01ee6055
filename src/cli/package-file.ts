import { fileURLToPath } from 'node:url';

/**
 * Gives the path of a file of this package, in the repository and where it is installed.
 *
 * Counted from this module, which therefore stays two folders below the package: in `src/cli`, and in the bundle in `dist/cli`.
 */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
