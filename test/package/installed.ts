import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPacked } from '../../scripts/pack.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A project that has the packed tarball in its node_modules. */
export interface InstalledProject {
  readonly folder: string;
  /** Runs a program text in the project and gives back what it prints. */
  readonly run: (text: string, kind: 'mjs' | 'cjs') => string;
  readonly write: (name: string, text: string) => void;
  /** Type-checks the project and gives back what the compiler says. */
  readonly compile: () => string;
  readonly remove: () => void;
}

/**
 * Unpacks the tarball into a fresh project, without the network: its dependencies are links to ours.
 *
 * @param packages Names of the packages that are there beside it.
 */
export function installPackage(packages: readonly string[]): InstalledProject {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'installed-')));
  installPacked(folder, packages);

  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  function compile(): string {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', folder], {
      encoding: 'utf8',
    });
    return stdout + stderr;
  }
  function run(text: string, kind: 'mjs' | 'cjs'): string {
    write(`program.${kind}`, text);
    return execFileSync(process.execPath, [`program.${kind}`], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, run, write, compile, remove };
}
