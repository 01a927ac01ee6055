import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  anchorsOf,
  everything,
  existsInRepository,
  linksOf,
  type Named,
  namedThings,
  patternOf,
} from '../../scripts/docs/named-things.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Decisions are of their day, and so is what they name. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...everything.filter((name) => /^(?:docs|bench|examples)\/[^/]+\.md$/.test(name)),
];

const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const flags = new Set(read('docs/cli.md').match(/--[a-z][\w-]*/g));
const code = everything
  .filter((name) => /^(?:src|test|scripts|examples)\/.*\.m?[tj]s$/.test(name))
  .map(read)
  .join('\n');

/** The programs of bench have flags of their own. */
const hasFlag = (page: string, flag: string) => page.startsWith('bench/') || flags.has(flag);

function isThere(page: string, { kind, name }: Named): boolean {
  switch (kind) {
    case 'path':
      return existsInRepository(name);
    case 'file':
      return everything.some((one) => patternOf(name).test(one.split('/').at(-1) ?? ''));
    case 'script':
      return Object.hasOwn(scripts, name);
    case 'function':
      return new RegExp(`\\b${name}\\(`).test(code);
    case 'flag':
      return hasFlag(page, name);
  }
}

describe.each(pages)('%s', (page) => {
  it('names no path, file, script, function or flag that is not there', () => {
    const missing = namedThings(page).filter((named) => !isThere(page, named));

    expect(missing.map(({ kind, name, line }) => `${page}:${line} ${kind} ${name}`)).toEqual([]);
  });

  it('links to pages and headings that are there', () => {
    const broken = linksOf(page).filter(
      ({ file, anchor }) =>
        !existsInRepository(file) ||
        (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)),
    );

    expect(broken.map(({ line, file }) => `${page}:${line} ${file}`)).toEqual([]);
  });
});

describe('what a page names', () => {
  it('is found in spans of code and in indented code', () => {
    const named = namedThings('CONTRIBUTING.md').map(({ kind, name }) => `${kind} ${name}`);

    expect(named).toEqual(
      expect.arrayContaining(['path scripts/oxlint', 'script check', 'function quote']),
    );
  });

  it('is not there where only something longer or shorter is', () => {
    expect(existsInRepository('src/core/')).toBe(true);
    expect(existsInRepository('src/core/error.ts')).toBe(false);
    expect(existsInRepository('src/core/errors.ts/')).toBe(false);
    expect(existsInRepository('test/golden/diagnostics/<CODE>/options.json')).toBe(true);
    expect(existsInRepository('test/golden/<CODE>/options.json')).toBe(false);
  });
});
