// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../repository.mjs';

/**
 * Something that a page says exists.
 *
 * @typedef {object} Named
 * @property {'path' | 'file' | 'script' | 'function' | 'flag'} kind What it is.
 * @property {string} name As the page has it.
 * @property {number} line 1-based.
 */

const SPAN = /`+([^`\n]+)`+/g;
const SCRIPT = /\bnpm run ([\w:-]+)/g;
/** A file of the repository's own kinds that is named without its folder, such as `inner.ts`. */
const BARE_FILE = /^[\w.*-]+\.(?:ts|mjs|cjs|mts)$/;
/** What is built, installed or left behind: not in the repository. */
const NOT_KEPT = new Set(['node_modules', 'dist', 'coverage', '.git', '.tmp']);

/** @param {string} folder Path from the root. @returns {string[]} Everything below it; folders end in a slash. */
function everythingBelow(folder) {
  return readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (NOT_KEPT.has(entry.name) || entry.name.startsWith('.dist-')) return [];
    return entry.isDirectory() ? [`${name}/`, ...everythingBelow(name)] : [name];
  });
}

/** Every file and folder of the repository, from its root; folders end in a slash. */
export const everything = everythingBelow('');

const roots = everything.filter((name) => /^[^/]+\/$/.test(name));
const stages = everything.filter((name) => /^src\/[^/]+\/$/.test(name));

/** @param {string} page Path from the root. @returns {string[]} */
function linesOf(page) {
  return readFileSync(path.join(REPOSITORY, page), 'utf8').split('\n');
}

/** @param {string} text A line. @returns {string[]} What stands in it as code; all of it where it is indented as code. */
function codeIn(text) {
  if (text.startsWith('    ')) return [text.trim()];
  return [...text.matchAll(SPAN)].map(([, code]) => (code ?? '').trim());
}

/** @param {string} word @returns {string | undefined} The path from the root; pages leave out `src/` before a stage. */
function pathIn(word) {
  if (roots.some((root) => word.startsWith(root))) return word;
  const isOfStage = stages.some((stage) => `src/${word}`.startsWith(stage));
  // prefixes in S3 are called `jobs/0000/` too
  return isOfStage && /^(?:[a-z][\w-]*\/)+(?:[\w.-]+\.ts)?$/.test(word) ? `src/${word}` : undefined;
}

/** @param {string} code @returns {Omit<Named, 'line'>[]} */
function namedIn(code) {
  const words = code.split(/\s+/).map((word) => word.replace(/^\.\//, ''));
  /** @type {Omit<Named, 'line'>[]} */
  const named = words
    .map(pathIn)
    .filter((name) => name !== undefined)
    .map((name) => ({ kind: 'path', name }));
  const [first = ''] = words;
  if (words.length === 1 && BARE_FILE.test(first)) named.push({ kind: 'file', name: first });
  if (/^#?\w+\(\)$/.test(code)) named.push({ kind: 'function', name: code.slice(0, -2) });
  const [, flag] = /^(--[a-z][\w-]*)/.exec(first) ?? [];
  if (flag !== undefined) named.push({ kind: 'flag', name: flag });
  return named;
}

/**
 * Lists the paths, files, scripts, functions and flags that a page names as code.
 *
 * @param {string} page Path from the root.
 * @returns {Named[]}
 */
export function namedThings(page) {
  return linesOf(page).flatMap((text, index) => {
    const scripts = [...text.matchAll(SCRIPT)].map(
      ([, name = '']) => /** @type {const} */ ({ kind: 'script', name }),
    );
    return [...codeIn(text).flatMap(namedIn), ...scripts].map((named) => ({
      ...named,
      line: index + 1,
    }));
  });
}

/**
 * Makes an expression of a name with places to fill in: `<family>` and `*` stand for any name, `{a,b}` for either.
 *
 * @param {string} name
 */
export function patternOf(name) {
  const pattern = name
    .replaceAll(/[.+^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{([^}]*)\}/g, (_, names) => `(?:${names.replaceAll(',', '|')})`)
    .replaceAll(/<[^>]*>|\*/g, '[^/]+');
  return new RegExp(`^${pattern}/?$`);
}

/** @param {string} name @returns {boolean} Whether a path from the root exists; one in `/` has to be a folder. */
export function existsInRepository(name) {
  const pattern = patternOf(name);
  return everything.some((one) => pattern.test(one) && (!name.endsWith('/') || one.endsWith('/')));
}

/**
 * Lists the links of a page to other files and to headings.
 *
 * @param {string} page Path from the root.
 * @returns {{ line: number, file: string, anchor: string | undefined }[]} `file` from the root.
 */
export function linksOf(page) {
  return linesOf(page).flatMap((text, index) =>
    [...text.matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, file, anchor]) => ({
      line: index + 1,
      file: file ? path.posix.join(path.posix.dirname(page), file) : page,
      anchor,
    })),
  );
}

/** @param {string} page Path from the root. @returns {Set<string>} The anchors of its headings. */
export function anchorsOf(page) {
  const headings = linesOf(page).filter((line) => /^#{1,6} /.test(line));
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
