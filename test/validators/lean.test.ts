import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const IMPORT = /^(?:import|export)\s(?!type\b)[^'"]*?from '([^']+)'/gm;
const COMMENT = /^\s*\/?\*.*$/gm;

/** Packages that a file loads with all it imports; what is loaded later by `import()` is not among them. */
function packagesOf(file: string, seen = new Set<string>(), packages = new Set<string>()) {
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, specifier = ''] of readFileSync(file, 'utf8')
    .replace(COMMENT, '')
    .matchAll(IMPORT)) {
    if (specifier.startsWith('.')) {
      packagesOf(path.resolve(path.dirname(file), specifier), seen, packages);
    } else packages.add(specifier);
  }
  return packages;
}

const LEAN = readdirSync('src').filter((folder) => existsSync(`src/${folder}/lean.ts`));
const PLAIN = ['core', 'io', 'engine', 'quotas'];

describe('lean.ts', () => {
  it.each(LEAN)('of %s loads no schema', (folder) => {
    const packages = packagesOf(path.resolve(`src/${folder}/lean.ts`));

    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  it.each(PLAIN)('is not needed in %s, which loads no schema', (folder) => {
    const packages = packagesOf(path.resolve(`src/${folder}/index.ts`));

    expect([...packages]).not.toContain('zod');
    expect(LEAN).not.toContain(folder);
  });

  it('stands where the command comes in', () => {
    expect(LEAN).toEqual(expect.arrayContaining(['validators', 'models', 'dataset', 'results']));
  });

  it.each(readdirSync('src').filter((name) => name.endsWith('.ts')))(
    'is not needed for zod, which %s loads with no import',
    (entry) => {
      expect([...packagesOf(path.resolve('src', entry))]).not.toContain('zod');
    },
  );

  it('finds a package where there is one', () => {
    expect([...packagesOf(path.resolve('src/builders/machines/pick-machine.ts'))]).toContain(
      'stream-json/core/parser.js',
    );
  });
});
