import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

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
});
