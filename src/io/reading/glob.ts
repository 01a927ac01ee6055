import { join } from 'node:path';
import { listFiles } from './list-files.ts';

const SPECIAL = /[*?[{]/;

/** Tells whether a path is a pattern of several: it has `*`, `?`, `[…]` or `{…}`. */
export function isGlob(path: string): boolean {
  return SPECIAL.test(path);
}

/**
 * Lists the files that a pattern names, in the byte order of their paths: `*` and `?` stand for any characters but a slash, `**` for any folders,
 * `[a-c]` for one of them, `{a,b}` for either. As in a shell none of them stands for a dot at the beginning of a name.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where the folder before the first of them is not there, `SOURCE_READ`.
 */
export async function globFiles(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.');
  const below = new RegExp(`^${expressionOf(parts.slice(first).join('/'))}$`, 'u');
  const found = (await listFiles(folder, '')).filter((path) => below.test(path));
  return inByteOrder(found).map((path) => (folder === '.' ? path : join(folder, path)));
}

/** Sorts paths by their bytes: the same everywhere, whatever the language; `10` stands before `2`. */
export function inByteOrder(paths: readonly string[]): readonly string[] {
  return paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const NO_DOT = '(?!\\.)';
const TOKEN = /\*\*\/|\*\*|\*|\?|\[[!^]?[^\]/]+\]|\{[^{}/]*\}|[^]/gu;

function expressionOf(pattern: string): string {
  let isBegin = true;
  let expression = '';
  for (const [token] of pattern.matchAll(TOKEN)) {
    const part = partOf(token);
    expression += isBegin && isGlob(token) && token !== '**/' ? `${NO_DOT}${part}` : part;
    isBegin = token === '/' || token === '**/';
  }
  return expression;
}

function partOf(token: string): string {
  if (token === '**/') return `(?:${NO_DOT}[^/]+/)*`;
  if (token === '**') return `[^/]+(?:/${NO_DOT}[^/]+)*`;
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.startsWith('[') && token.length > 1) return classOf(token);
  if (token.startsWith('{') && token.length > 1)
    return `(?:${token.slice(1, -1).split(',').map(expressionOf).join('|')})`;
  return token.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
}

/** Nothing is in a range that runs backwards, as in a shell. */
const NOTHING = '(?!)';

function classOf(token: string): string {
  const expression = token.replace(/^\[[!^]/, '[^/').replaceAll('\\', '\\\\');
  return hasRangeBackwards(token) ? NOTHING : expression;
}

function hasRangeBackwards(token: string): boolean {
  const [, members = ''] = /^\[[!^]?(.*)\]$/su.exec(token) ?? [];
  return [...members.matchAll(/([^])-([^])/gu)].some(
    ([, from = '', to = '']) => (from.codePointAt(0) ?? 0) > (to.codePointAt(0) ?? 0),
  );
}
