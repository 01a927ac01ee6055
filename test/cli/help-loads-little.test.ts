import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));
const ZOD = fileURLToPath(new URL('../../dist/lib/zod.cjs', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));

/** Packages that are loaded with the command itself, before a stage is chosen. */
async function packagesLoadedAtStart(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [BIN],
    ...{ bundle: true, splitting: true, write: false, metafile: true },
    ...{ format: 'esm', platform: 'node', packages: 'external', outdir: 'out' },
  });
  const entry = Object.keys(metafile.outputs).find((path) => path.endsWith('bin.js')) ?? '';
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of metafile.outputs[path]?.imports ?? []) {
      if (imported.kind !== 'import-statement') continue;
      if (imported.external === true) packages.add(imported.path);
      else visit(imported.path);
    }
  };
  visit(entry);
  return [...packages].filter((name) => !name.startsWith('node:')).sort();
}

describe('bedrock-batch --help', () => {
  it('loads commander, which is bundled, and no other package: no zod, no SDK', async () => {
    expect(await packagesLoadedAtStart()).toEqual(['commander']);
  });

  it('loads no part of Node that only others need', () => {
    const says = "process.on('exit', () => console.error(process.moduleLoadList.join()))";
    const preload = `data:text/javascript,${encodeURIComponent(says)}`;

    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', preload, BUNDLE, '--help'],
      {
        encoding: 'utf8',
      },
    );

    expect(stdout).toContain('Usage: bedrock-batch');
    const loaded = stderr.split(',');
    expect(loaded).toContain('NativeModule path');
    for (const name of ['child_process', 'crypto', 'worker_threads', 'http'])
      expect(loaded).not.toContain(`NativeModule ${name}`);
  });

  it('does not load zod, which comes with the command', () => {
    const required = 'Object.keys(module.createRequire(process.cwd() + "/").cache).join()';
    const says = `import module from 'node:module'; process.on('exit', () => console.error(${required}))`;
    const preload = `data:text/javascript,${encodeURIComponent(says)}`;
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['--import', preload, BUNDLE, ...args], {
        encoding: 'utf8',
        input: '{"recordId":"1","modelInput":{"inputTxt":""}}',
      });

    expect(run('--help').stderr).not.toContain(ZOD);
    expect(run('validate', '-', '--model', 'amazon.titan-embed-text-v2:0').stderr).toContain(ZOD);
  });
});
