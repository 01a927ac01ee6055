import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { link, lstat, open, rm } from 'node:fs/promises';
import { isObject, quote } from '../../core/index.ts';
import { NO_LINKS } from '../writing/atomic-file.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What an owner does in a folder: builds a dataset, works on a run, asks on demand, or saves something, which takes no time. */
export const ownerWorks = ['build', 'run', 'ask', 'save'] as const;

/** One of {@link ownerWorks}. */
export type OwnerWork = (typeof ownerWorks)[number];

/** What an owner file says. */
export interface OwnerRecord {
  /** Tells this owner from all others. */
  readonly token: string;
  readonly work: OwnerWork;
  /** When it became the owner, ISO 8601. */
  readonly since: string;
  readonly process: ProcessIdentity;
}

/** What stands in the place of an owner file; a fault is a clause for a message. */
export type OwnerFile = OwnerRecord | { readonly fault: string } | undefined;

/** The fault of a file that has just been made, where the file system has no hard links. */
export const EMPTY = 'it is empty';

const VERSION = 1;
/** Many times what is written; whatever is larger is not read. */
export const MOST_OWNER_BYTES = 4096;
const TOKEN = /^[0-9a-f]{32}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const LONGEST_TEXT = 255;

/** Makes up what tells an owner from all others. */
export function newToken(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Reads an owner file, which is data, perhaps someone else's: neither a link nor a large file is read.
 */
export async function readOwnerFile(path: string): Promise<OwnerFile> {
  try {
    const status = await lstat(path);
    const fault = faultOf(status);
    return fault === undefined ? parseOwner(await readStart(path)) : { fault };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return { fault: `it cannot be read: ${code ?? 'no reason is known'}` };
  }
}

/**
 * Makes an owner file, whole or not at all.
 *
 * @returns False where there is one already.
 */
export async function makeOwnerFile(path: string, owner: OwnerRecord): Promise<boolean> {
  const fresh = await writeOwner(path, owner);
  try {
    await link(fresh, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (NO_LINKS.has(code)) return await makeWithoutLink(path, owner);
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Writes what is to become an owner file beside it, and gives its path. */
export async function writeOwner(path: string, owner: OwnerRecord): Promise<string> {
  const fresh = `${path}.new-${randomBytes(4).toString('hex')}`;
  await writeNew(fresh, owner);
  return fresh;
}

/** For a moment it is there and empty. Whoever looks then does not take it for one of a process that ended. */
async function makeWithoutLink(path: string, owner: OwnerRecord): Promise<boolean> {
  try {
    await writeNew(path, owner);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    await rm(path, { force: true });
    throw error;
  }
}

/** On the disk before it is seen: what a machine that lost its power leaves behind can be read. */
async function writeNew(path: string, owner: OwnerRecord): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(formatOwner(owner));
    await file.sync();
  } finally {
    await file.close();
  }
}

function faultOf(status: Stats): string | undefined {
  if (status.isSymbolicLink()) return 'it is a link';
  if (!status.isFile()) return 'it is no file';
  return status.size > MOST_OWNER_BYTES ? 'it is too large' : undefined;
}

/** A link that takes its place meanwhile is not followed. */
async function readStart(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const buffer = Buffer.alloc(MOST_OWNER_BYTES);
    const { bytesRead } = await file.read(buffer, 0, MOST_OWNER_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Writes what an owner file says. */
export function formatOwner({ process, ...owner }: OwnerRecord): string {
  return `${JSON.stringify({ version: VERSION, ...owner, ...process })}\n`;
}

/** Reads what an owner file says. */
export function parseOwner(text: string): OwnerRecord | { readonly fault: string } {
  if (text === '') return { fault: EMPTY };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'it is no JSON' };
  }
  if (!isObject(value)) return { fault: 'it is no JSON object' };
  const { token, work, since, pid, host } = value;
  if (value['version'] !== VERSION) return { fault: 'another version wrote it' };
  if (!isText(token) || !TOKEN.test(token)) return { fault: 'it has no token' };
  if (!isWork(work)) return { fault: `what it says of the work is not one of ${quoted()}` };
  if (!isText(since) || !INSTANT.test(since)) return { fault: 'it has no time' };
  if (!isPid(pid)) return { fault: 'it has no pid' };
  if (!isText(host)) return { fault: 'it has no host' };
  return { token, work, since, process: { pid, host, ...rest(value) } };
}

function rest(value: Record<string, unknown>): Partial<ProcessIdentity> {
  const names = ['machine', 'boot', 'namespace', 'start'] as const;
  const texts = names.map((name) => [name, value[name]] as const);
  return Object.fromEntries(texts.filter(([, text]) => isText(text)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isWork(value: unknown): value is OwnerWork {
  return ownerWorks.some((work) => work === value);
}

/** 0 and negative numbers name groups of processes. */
function isPid(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31;
}

function quoted(): string {
  return ownerWorks.map((work) => quote(work)).join(', ');
}
