import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from '../../scripts/pack.mjs';

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

/** Names of the packages npm would install beside ours: no more, so that an undeclared import fails. */
export function declaredPackages(): readonly string[] {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  );
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies ?? {})];
}

function link(name: string, modules: string): void {
  const target = path.join(modules, name);
  mkdirSync(path.dirname(target), { recursive: true });
  if (!existsSync(target)) symlinkSync(path.join(ROOT, 'node_modules', name), target);
}

/**
 * Unpacks the tarball into a fresh project, without the network: its dependencies are links to ours.
 *
 * @param packages Names of the packages that are there beside it.
 */
export function installPackage(packages: readonly string[]): InstalledProject {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'installed-')));
  const modules = path.join(folder, 'node_modules');
  const { tarball } = pack(folder);
  mkdirSync(path.join(modules, 'bedrock-batch'), { recursive: true });
  execFileSync('tar', [
    '-xzf',
    tarball,
    '--strip-components=1',
    '-C',
    path.join(modules, 'bedrock-batch'),
  ]);
  for (const name of packages) link(name, modules);

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
