import { decodeUtf8 } from '../../core/index.ts';

/** What may be rows inside of a document: an array of objects or of other values, or an object whose members are objects. */
interface RowsInside {
  readonly kind: 'objects' | 'members' | 'values';
  readonly path: readonly string[];
}

/** An array or an object of the document that is open. */
interface Level {
  readonly path: readonly string[];
  readonly isArray: boolean;
  /** Whether it lies in an array, where no path leads to. */
  readonly isHidden: boolean;
  members: number;
  /** Whether all of its members are objects so far. */
  holdsObjects: boolean;
}

/** Most of the document that is looked at. */
const LOOKED_AT = 4 * 1024 * 1024;
const MOST_NAMED = 3;
/** More than these tell nothing new. */
const MOST_FOUND = 200;
const LONGEST_PATH = 8;
const SIGNS = '{}[],:';
const BETWEEN = `${SIGNS}" \t\n\r`;
/** Keys that a shell and a reader take as they are; those with dots in them are no step of a path. */
const PLAIN_KEY = /^[\p{L}\p{N}_-]{1,60}$/u;

/**
 * Says which flags read the rows inside of a JSON document that is an object, as a hint; undefined where nothing in it looks like rows.
 *
 * @param bytes The document, or its beginning.
 */
export function rowsInsideHint(bytes: Uint8Array): string | undefined {
  const found = rowsInside(decodeUtf8(bytes.subarray(0, LOOKED_AT)));
  const rows = found.filter(({ kind }) => kind !== 'values');
  const named = (rows.length === 0 ? found : likeliestFirst(rows))
    .slice(0, MOST_NAMED)
    .map(flagsOf);
  const last = named.pop();
  if (last === undefined) return undefined;
  const others = named.length === 0 ? '' : `${named.join(', ')} or `;
  return `Read the rows inside of it with ${others}${last}`;
}

/** Arrays of objects come first, but behind an object of which most members have one: there a member is a row. */
function likeliestFirst(found: readonly RowsInside[]): readonly RowsInside[] {
  const arrays = found.filter(({ kind }) => kind === 'objects');
  const holders = found.filter(({ kind }) => kind === 'members');
  const isOfRows = ({ path }: RowsInside) =>
    arrays.filter((array) => path.every((step, at) => array.path[at] === step)).length > 2;
  return [...holders.filter(isOfRows), ...arrays, ...holders.filter((one) => !isOfRows(one))];
}

function flagsOf({ kind, path }: RowsInside): string {
  const flags = path.length === 0 ? [] : [`--pick ${path.join('.')}`];
  return [...flags, ...(kind === 'members' ? ['--keys-as id'] : [])].join(' ');
}

/** Walks through the tokens of a document that is known to be JSON up to where it was cut. */
function rowsInside(text: string): readonly RowsInside[] {
  const found: RowsInside[] = [];
  const open: Level[] = [];
  let key = '';
  let before = '';
  for (const token of tokensOf(text)) {
    const level = open.at(-1);
    if (before === '[' && level !== undefined) noteArray(found, level, token);
    if (token === ':') key = before;
    else if (token === '}' || token === ']') {
      if (level !== undefined) noteMembers(found, level);
      open.pop();
    } else if (token !== ',' && isValue(level, before)) {
      if (level !== undefined) countMember(level, token);
      if (token === '{' || token === '[') open.push(inside(level, key, token));
    }
    before = token;
  }
  return found;
}

/** Cuts JSON into strings with their quotes, numbers and literals, and signs; what is cut off at the end may be missing. */
function* tokensOf(text: string): Generator<string, void> {
  let at = 0;
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    at = end;
    if (token.trim() !== '') yield token;
  }
}

function tokenEnd(text: string, from: number): number {
  const first = text.charAt(from);
  if (first === '"') return stringEnd(text, from);
  let end = from + 1;
  if (BETWEEN.includes(first)) return end;
  while (end < text.length && !BETWEEN.includes(text.charAt(end))) end += 1;
  return end;
}

function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charAt(before - 1) === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

/** Whether a token begins a value, and is no key. */
function isValue(level: Level | undefined, before: string): boolean {
  return level === undefined || level.isArray || before === ':';
}

function countMember(level: Level, token: string): void {
  level.members += 1;
  level.holdsObjects &&= token === '{';
}

function inside(level: Level | undefined, key: string, token: string): Level {
  const empty = { isArray: token === '[', members: 0, holdsObjects: true };
  if (level === undefined) return { ...empty, path: [], isHidden: false };
  const name = level.isArray ? '' : nameOf(key);
  const isHidden = level.isHidden || level.path.length === LONGEST_PATH || !PLAIN_KEY.test(name);
  return { ...empty, path: isHidden ? [] : [...level.path, name], isHidden };
}

function nameOf(key: string): string {
  const name: unknown = JSON.parse(key);
  return typeof name === 'string' ? name : '';
}

/** Notes an array by its first element; an empty one has no rows. */
function noteArray(found: RowsInside[], { path, isHidden }: Level, first: string): void {
  if (isHidden || first === ']' || found.length >= MOST_FOUND) return;
  found.push({ kind: first === '{' ? 'objects' : 'values', path });
}

/** Notes an object whose members are rows, where there are two of them at least. */
function noteMembers(found: RowsInside[], level: Level): void {
  const { path, isArray, isHidden, members, holdsObjects } = level;
  if (isHidden || isArray || members < 2 || !holdsObjects) return;
  if (found.length >= MOST_FOUND && path.length > 0) return;
  found.push({ kind: 'members', path });
}
