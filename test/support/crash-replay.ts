import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A system call of a process, as strace printed it. */
export interface Call {
  readonly name: string;
  /** Its arguments as they were printed. */
  readonly given: string;
}

/** What strace is to print: everything that changes files or folders, or makes it durable, and what leaves by a socket. */
export const TRACED =
  'openat,mkdir,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,ftruncate,truncate,fsync,fdatasync,write,pwrite64,writev';

const BEGINS = ' begins';

/** Tells whether a call waits for the disk. */
export function isSync({ name }: Call): boolean {
  return /^f(data)?sync/.test(name);
}

/**
 * Reads what `strace -f -y` has written: the calls that succeeded, in the order in which they ended; and where a sync began that others
 * overtook, for it keeps what was there then.
 */
export function parseCalls(text: string): readonly Call[] {
  const open = new Map<string, Call>();
  return text.split('\n').flatMap((line) => {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const [, name = '', given = ''] = /^(\w+)\((.*) <unfinished \.\.\.>$/.exec(rest) ?? [];
    if (name === '') return ended(rest, open.get(pid));
    open.set(pid, { name, given });
    return isSync({ name, given }) ? [{ name: name + BEGINS, given }] : [];
  });
}

/** @param begun The call that the line says the end of, where it is one of two lines. */
function ended(line: string, begun: Call | undefined): readonly Call[] {
  const [, name = '', given = '', result = -1] =
    /^(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)\) += (-?\d+)/.exec(line) ?? [];
  if (Number(result) < 0) return [];
  const before = line.startsWith('<') ? (begun?.given ?? '') : '';
  return [{ name, given: before + given }];
}

/** A file or a folder: what programs see of it, and what is left of it when the machine stops. */
export class Entry {
  readonly isFolder: boolean;
  /** Entries of a folder. */
  names = new Map<string, Entry>();
  kept = new Map<string, Entry>();
  /** Everything that was written to a file, as strace printed it. */
  text = '';
  bytes = 0;
  /** The text that the disk has. */
  keptText = '';
  keptBytes = 0;
  /** What a sync that has begun and not ended will have kept. */
  #keeping: (() => void) | undefined;

  constructor(isFolder: boolean) {
    this.isFolder = isFolder;
  }

  beginToKeep(): void {
    const { text, bytes } = this;
    const names = new Map(this.names);
    this.#keeping = () => {
      this.kept = names;
      this.keptText = text;
      this.keptBytes = bytes;
    };
  }

  keep(): void {
    if (this.#keeping === undefined) this.beginToKeep();
    this.#keeping?.();
    this.#keeping = undefined;
  }
}

/** How much of the names survives: only those of folders that were synced, or all of them, as a journal may keep them. */
export type Survival = 'synced names' | 'all names';

/**
 * A file system that loses whatever was not synced: it is told the calls of a process, one after the other, and says what would be
 * left if the machine stopped there.
 */
export class ForgetfulDisk {
  readonly #root = new Entry(true);

  /** @param folder What stands there is on the disk. */
  constructor(folder: string) {
    this.#load(folder);
  }

  apply(call: Call): void {
    if (/^(?:f|p?write)/.test(call.name)) this.#applyToOpen(call);
    else this.#applyToNames(call);
  }

  #applyToOpen({ name, given }: Call): void {
    const path = descriptorOf(given);
    if (name.endsWith(BEGINS)) this.now(path)?.beginToKeep();
    else if (isSync({ name, given })) this.now(path)?.keep();
    else if (name === 'ftruncate') this.#truncate(path, given);
    else this.#write(path, given);
  }

  #applyToNames({ name, given }: Call): void {
    const [first = '', second = ''] = pathsOf(given);
    if (name === 'openat') this.#open(first, given);
    else if (name === 'mkdir') this.#put(first, new Entry(true));
    else if (name === 'truncate') this.#truncate(first, given);
    else if (name.startsWith('rename')) this.#move(first, second);
    else if (name.startsWith('link')) this.#put(second, this.now(first) ?? new Entry(false));
    else this.#parent(first).names.delete(last(first));
  }

  /** What programs see at a path. */
  now(path: string): Entry | undefined {
    return this.#find(path, (entry) => entry.names);
  }

  /** What would be found at a path if the machine stopped now. */
  after(path: string, survival: Survival): Entry | undefined {
    return this.#find(path, (entry) => (survival === 'all names' ? entry.names : entry.kept));
  }

  #find(path: string, names: (entry: Entry) => Map<string, Entry>): Entry | undefined {
    let entry: Entry | undefined = this.#root;
    for (const part of parts(path)) entry = entry === undefined ? entry : names(entry).get(part);
    return entry;
  }

  /** Folders that nobody made were there before, and are on the disk. */
  #parent(path: string): Entry {
    let entry = this.#root;
    for (const part of parts(dirname(path))) {
      const next = entry.names.get(part) ?? new Entry(true);
      if (!entry.names.has(part)) {
        entry.names.set(part, next);
        entry.kept.set(part, next);
      }
      entry = next;
    }
    return entry;
  }

  #put(path: string, entry: Entry): void {
    this.#parent(path).names.set(last(path), entry);
  }

  #move(from: string, to: string): void {
    const entry = this.now(from);
    if (entry === undefined) return;
    this.#parent(from).names.delete(last(from));
    this.#put(to, entry);
  }

  #open(path: string, given: string): void {
    if (!given.includes('O_CREAT')) return;
    if (this.now(path) === undefined) this.#put(path, new Entry(false));
  }

  #write(path: string, given: string): void {
    const entry = this.now(path);
    if (entry === undefined || entry.isFolder) return;
    entry.text += given.slice(given.indexOf('"') + 1, given.lastIndexOf('"'));
    entry.bytes += Number(/, (\d+)(?:, \d+)?$/.exec(given)?.[1] ?? 0);
  }

  #truncate(path: string, given: string): void {
    const entry = this.now(path);
    if (entry !== undefined) entry.bytes = Number(/, (\d+)$/.exec(given)?.[1]);
  }

  #load(path: string): void {
    const isFolder = statSync(path).isDirectory();
    const entry = new Entry(isFolder);
    if (!isFolder) entry.bytes = statSync(path).size;
    this.#put(path, entry);
    if (isFolder) for (const name of readdirSync(path)) this.#load(join(path, name));
    entry.keep();
    this.#parent(path).keep();
  }
}

const parts = (path: string) => path.split('/').filter((part) => part !== '');
const last = (path: string) => parts(path).at(-1) ?? '';

/** The paths among the arguments of a call, which are in quotes. */
function pathsOf(given: string): readonly string[] {
  return [...given.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path);
}

/** The path that `-y` prints behind the number of a descriptor. */
function descriptorOf(given: string): string {
  return /^\d+<([^>]*)>/.exec(given)?.[1] ?? '';
}
