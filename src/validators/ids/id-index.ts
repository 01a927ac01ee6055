import { BACKSLASH, decodeUtf8, quote, SourceError } from '../../core/index.ts';
import { hashId, newIdTable, requirePosition, type Verdicts } from '../../engine/index.ts';
import { type FileReader, openFileReader, regularFileBytes } from '../../io/index.ts';
import { GrowingIds } from './growing-ids.ts';
import { IdSpool } from './id-spool.ts';
import { LineAgain } from './line-again.ts';
import { LineMarks, lastAtMost } from './line-marks.ts';

/** Where a line stands: file by number, line 1-based. */
export interface IdPlace {
  readonly source: string;
  readonly line: number;
}

/** A line that an id is in. */
export interface IdLine {
  /** 1-based. */
  readonly line: number;
  /** 0-based byte where its JSON begins. */
  readonly byteOffset: number;
}

/** A source of lines, with the file to read them again from; else its ids are spooled. */
interface IdFile {
  readonly source: string;
  readonly path: string | undefined;
  /** As many as there were when reading began; undefined where that is not known. */
  readonly bytes: number | undefined;
}

/** Options of {@link IdIndex}. */
export interface IdIndexOptions {
  /** Folder for the ids of sources that cannot be read twice. Default: they stay in memory. */
  readonly tmp?: string | undefined;
}

const MOST_REMEMBERED = 1024;
const LONGEST_REMEMBERED = 256;

/**
 * Remembers every recordId with the place where it first stood. Exact: where two hashes are the same, the id that stood first
 * is read again. As long as ids grow and all of them are spooled, there is no table: it is made when one comes that may have been used before.
 *
 * Memory: a byte for each id that grows; else 12 bytes for each id of a short line, whatever its length, where as many come as the first lines let expect, up to 23 where nothing is
 * expected and up to 45 where far fewer come; and what reading a line again takes. Ids of sources that cannot be
 * read twice go into a file where there is a folder for it, else they take their length and 3 bytes more.
 */
export class IdIndex {
  readonly #table = newIdTable();
  readonly #marks = new LineMarks();
  readonly #again = new LineAgain();
  readonly #spool: IdSpool;
  /** Absent once ids are in the table. */
  #growing: GrowingIds | undefined = new GrowingIds();
  /** What was taken last of this file, and how many ids are expected. */
  #block: Verdicts | undefined;
  #idsExpected = 0;
  readonly #files: IdFile[] = [];
  /** Lines of all files before each file, so that one number names file and line. */
  readonly #linesBefore: number[] = [];
  /** Ids that were read again, by position: one that is used again and again is read once. */
  readonly #remembered = new Map<number, string>();
  #lines = 0;
  #bytesExpected = 0;
  /** Bytes of all files before the last one. */
  #bytesBefore = 0;
  #open: { readonly path: string; readonly reader: FileReader } | undefined;

  constructor({ tmp }: IdIndexOptions = {}) {
    this.#spool = new IdSpool(tmp, this.#marks);
  }

  /** @param path Where the source can be read again, if it is a file that can. */
  startFile(source: string, path?: string): void {
    this.#bytesBefore += this.#files.at(-1)?.bytes ?? 0;
    const bytes = path === undefined ? undefined : regularFileBytes(path);
    this.#files.push({ source, path: bytes === undefined ? undefined : path, bytes });
    this.#block = undefined;
    if (bytes !== undefined) this.#useTable();
    this.#linesBefore.push(this.#lines);
    this.#marks.startSource();
  }

  /** @param bytes Of all files that follow. */
  expectBytes(bytes: number): void {
    this.#bytesExpected = bytes;
  }

  /**
   * Takes the lines that come next, so that the slots of their ids are at hand, and makes sure that there is room for as many as all files
   * have, if their lines are as long as those so far.
   *
   * @param linesBefore Lines of the file before the block.
   */
  take(block: Verdicts, linesBefore: number): void {
    this.#block = block;
    const bytes = this.#bytesBefore + (block.offsets[block.count] ?? 0);
    const lines = (this.#linesBefore.at(-1) ?? 0) + linesBefore + block.count;
    if (bytes > 0) this.#idsExpected = lines * (this.#bytesExpected / bytes);
    if (this.#growing === undefined) this.#prepareTable();
  }

  /**
   * Remembers the ids of accepted lines of the block that was taken, up to a line that is not accepted or whose id may have been used
   * before.
   *
   * @param span Their indexes, from the first one to before the last one.
   * @param line 1-based line of the first one.
   * @returns The index of the first that was not remembered; the end of the span where all were.
   */
  addNew(block: Verdicts, span: readonly [number, number], line: number): number {
    const [from] = span;
    const position = this.#position(line);
    const end = this.#growing?.takeAll(block, span) ?? this.#table.addNew(span, position);
    if (end === from) return end;
    this.#position(line + end - from - 1);
    if (this.#files.at(-1)?.path === undefined) this.#spool.addAll(position, block, [from, end]);
    else this.#marks.noteAll(position, block.offsets.subarray(from, end));
    return end;
  }

  /** Remembers an id; gives the place where it stood before, if it did. */
  add(recordId: string, place: IdLine): IdPlace | undefined {
    const position = this.#position(place.line);
    const bytes = Buffer.from(recordId);
    if (this.#growing?.take(bytes) !== true) {
      this.#useTable();
      const there = this.#find(recordId, bytes);
      if (there !== undefined) return there;
      this.#table.put(position);
    }
    if (this.#files.at(-1)?.path !== undefined) this.#marks.note(position, place.byteOffset);
    else this.#spool.add(position, Buffer.from(JSON.stringify(recordId)));
    return undefined;
  }

  /** Finds an id in the table. */
  #find(recordId: string, bytes: Uint8Array): IdPlace | undefined {
    const { first, second } = hashId(bytes, hash);
    for (let there = this.#table.find(first, second); there !== 0; there = this.#table.next()) {
      if (this.#idAt(there) === recordId) return this.#placeOf(there);
    }
    return undefined;
  }

  /** Puts ids into the table from now on, those that grew too. */
  #useTable(): void {
    if (this.#growing === undefined) return;
    this.#growing = undefined;
    this.#prepareTable();
    this.#spool.each((position, json) => {
      const { first, second } = hashId(idBytes(json), hash);
      let there = this.#table.find(first, second);
      while (there !== 0) there = this.#table.next();
      this.#table.put(position);
    });
  }

  #prepareTable(): void {
    if (this.#block !== undefined) this.#table.take(this.#block);
    if (this.#idsExpected > 0) this.#table.expect(this.#idsExpected);
  }

  /** Closes what was opened to read again, and removes what was spooled. */
  close(): void {
    this.#open?.reader.close();
    this.#open = undefined;
    this.#spool.close();
  }

  #position(line: number): number {
    const position = (this.#linesBefore.at(-1) ?? 0) + line;
    requirePosition(position);
    if (position > this.#lines) this.#lines = position;
    return position;
  }

  #fileOf(position: number): number {
    const linesBefore = (file: number) => this.#linesBefore[file] ?? 0;
    return lastAtMost(linesBefore, this.#linesBefore.length, position - 1);
  }

  #placeOf(position: number): IdPlace {
    const file = this.#fileOf(position);
    const source = this.#files[file]?.source ?? '';
    return { source, line: position - (this.#linesBefore[file] ?? 0) };
  }

  /** The id that the table says stood at a position. */
  #idAt(position: number): string {
    const remembered = this.#remembered.get(position);
    if (remembered !== undefined) return remembered;
    const recordId = this.#readId(position);
    if (recordId.length <= LONGEST_REMEMBERED) {
      if (this.#remembered.size === MOST_REMEMBERED) this.#remembered.clear();
      this.#remembered.set(position, recordId);
    }
    return recordId;
  }

  #readId(position: number): string {
    const mark = this.#marks.find(position);
    const { path } = this.#files[this.#fileOf(position)] ?? {};
    const line = this.#again.read(path === undefined ? this.#spool : this.#readerOf(path), mark);
    const recordId = line === undefined ? undefined : idIn(line);
    const { first, second } = hashOf(recordId ?? '');
    if (recordId === undefined || !this.#table.isHashHere(first, second)) {
      throw changedError(this.#placeOf(position));
    }
    return recordId;
  }

  #readerOf(path: string): FileReader {
    if (this.#open?.path !== path) {
      this.#open?.reader.close();
      this.#open = undefined;
      this.#open = { path, reader: openFileReader(path) };
    }
    return this.#open.reader;
  }
}

const hash = { first: 0, second: 0 };

function hashOf(recordId: string) {
  const bytes = Buffer.from(recordId);
  return hashId(bytes, hash);
}

/** The bytes of an id that stands in a line of the spool. */
function idBytes(json: Uint8Array): Uint8Array {
  return json.includes(BACKSLASH) ? Buffer.from(idIn(json) ?? '') : json.subarray(1, -1);
}

/** The id of a record, or the id itself in a line of the spool. */
function idIn(line: Uint8Array): string | undefined {
  const text = decodeUtf8(line);
  try {
    const value = JSON.parse(text) as string | { readonly recordId?: unknown } | null;
    const recordId = typeof value === 'string' ? value : value?.recordId;
    return typeof recordId === 'string' ? recordId : undefined;
  } catch {
    return undefined; // it was a record when it was read first
  }
}

function changedError({ source, line }: IdPlace): SourceError {
  return new SourceError(
    'SOURCE_READ',
    `${quote(source)} was changed while it was read: line ${line} has another recordId now`,
    { source, line, hint: 'Validate it again once nothing writes to it' },
  );
}
