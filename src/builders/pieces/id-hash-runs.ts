import { type FileReader, fileBytes, openFileReader } from '../../io/index.ts';
import { BEYOND_HASHES, ID_HASH_BYTES, RUN_IDS } from './id-hash-writer.ts';

/** Hashes that are compared at a time, in the mean. */
const BUCKET_IDS = 1 << 16;
/** Places for them, of which no more than half are taken. */
const TABLE_PLACES = 4 * BUCKET_IDS;
const FREE = -1;
/** Hashes lie far from one another; where they do not, sorting takes less than looking on. */
const MOST_STEPS = 64;
/** Memory for all runs together, and most of it for one. */
const BUFFERS_BYTES = 32 * 1024 * 1024;
const BUFFER_BYTES = 64 * 1024;
const FEWEST_IN_BUFFER = 64;

/** A sorted run of hashes in a file, read on as they are asked for. */
class HashRun {
  readonly #reader: FileReader;
  readonly #buffer: Float64Array;
  #offset: number;
  readonly #end: number;
  #at = 0;
  #filled = 0;

  constructor(reader: FileReader, [start, end]: readonly [number, number], bufferIds: number) {
    this.#reader = reader;
    this.#offset = start;
    this.#end = end;
    this.#buffer = new Float64Array(Math.min(bufferIds, (end - start) / ID_HASH_BYTES));
  }

  /** Gives the next hashes that are below a bound, as many as it has in memory; none where there are no more. */
  below(bound: number): Float64Array {
    if (this.#at === this.#filled) this.#fill();
    const start = this.#at;
    const buffer = this.#buffer;
    while (this.#at < this.#filled && (buffer[this.#at] ?? 0) < bound) this.#at += 1;
    return buffer.subarray(start, this.#at);
  }

  #fill(): void {
    const { buffer } = this.#buffer;
    const wanted = Math.min(buffer.byteLength, this.#end - this.#offset);
    const read = this.#reader.readAt(new Uint8Array(buffer, 0, wanted), this.#offset);
    this.#offset += read;
    this.#at = 0;
    this.#filled = Math.floor(read / ID_HASH_BYTES);
  }
}

/**
 * Sorted runs of hashes in files, of which those are found that come twice.
 *
 * All runs are read side by side, and the hashes from one bound to the next put together: so each is read once, in order.
 * Memory: 64 KiB for each run, 32 MiB at most, and 3 MiB; more where hashes lie close to one another.
 */
export class IdHashRuns {
  readonly #readers: readonly FileReader[];
  readonly #runs: readonly HashRun[];
  readonly #ids: number;

  private constructor(readers: readonly FileReader[], runs: readonly HashRun[], ids: number) {
    this.#readers = readers;
    this.#runs = runs;
    this.#ids = ids;
  }

  static open(paths: readonly string[]): IdHashRuns {
    const spans = paths.map((path) => spansOf(fileBytes(path)));
    const count = Math.max(1, spans.flat().length);
    const each = Math.min(BUFFER_BYTES, Math.floor(BUFFERS_BYTES / count));
    const bufferIds = Math.max(FEWEST_IN_BUFFER, Math.floor(each / ID_HASH_BYTES));
    const readers = paths.map((path) => openFileReader(path));
    const runs = readers.flatMap((reader, index) =>
      (spans[index] ?? []).map((span) => new HashRun(reader, span, bufferIds)),
    );
    const ids = readers.reduce((sum, { bytes }) => sum + bytes / ID_HASH_BYTES, 0);
    return new IdHashRuns(readers, runs, ids);
  }

  /** @yields Hashes that come twice or more often, each once, some at a time. */
  *repeated(): Generator<readonly number[], void> {
    const buckets = Math.max(1, Math.ceil(this.#ids / BUCKET_IDS));
    const bucket = new HashBucket();
    const width = BEYOND_HASHES / buckets;
    for (let index = 0; index < buckets; index += 1) {
      const bound = index === buckets - 1 ? Infinity : width * (index + 1);
      for (const run of this.#runs)
        for (let next = run.below(bound); next.length > 0; next = run.below(bound))
          bucket.add(next);
      yield bucket.take({ start: width * index, width });
    }
  }

  close(): void {
    for (const reader of this.#readers) reader.close();
  }
}

/** Where the runs of a file begin and end. */
function spansOf(bytes: number): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  const runBytes = RUN_IDS * ID_HASH_BYTES;
  for (let start = 0; start < bytes; start += runBytes)
    spans.push([start, Math.min(bytes, start + runBytes)]);
  return spans;
}

/** From where on hashes lie, and over how much. */
interface HashSpan {
  readonly start: number;
  readonly width: number;
}

/** Hashes of which those are wanted that are there twice. */
class HashBucket {
  #hashes = new Float64Array(2 * BUCKET_IDS);
  #count = 0;
  readonly #places = new Float64Array(TABLE_PLACES);
  readonly #repeated = new Set<number>();

  add(hashes: Float64Array): void {
    if (this.#count + hashes.length > this.#hashes.length) this.#makeRoom(hashes.length);
    this.#hashes.set(hashes, this.#count);
    this.#count += hashes.length;
  }

  /**
   * Gives those that are there twice, and forgets all.
   *
   * @param span Where all of them lie.
   */
  take(span: HashSpan): readonly number[] {
    if (!this.#place(span)) this.#sort();
    const repeated = [...this.#repeated];
    this.#count = 0;
    this.#repeated.clear();
    return repeated;
  }

  /** Of equal ones keeps one; where they are all different there have to be more. */
  #makeRoom(more: number): void {
    this.#sort();
    if (this.#count + more <= this.#hashes.length / 2) return;
    const larger = new Float64Array(2 * (this.#count + more));
    larger.set(this.#hashes.subarray(0, this.#count));
    this.#hashes = larger;
  }

  /**
   * Puts each at its place in the span, or behind it: hashes of a run are in order, and so are their places, which is what makes it
   * several times as fast as sorting.
   *
   * @returns False where they are too many, or lie too close.
   */
  #place({ start, width }: HashSpan): boolean {
    if (this.#count > TABLE_PLACES / 2) return false;
    const places = this.#places.fill(FREE);
    const perPlace = (TABLE_PLACES - MOST_STEPS) / width;
    for (let index = 0; index < this.#count; index += 1) {
      const hash = this.#hashes[index] as number;
      let place = Math.floor((hash - start) * perPlace);
      const beyond = place + MOST_STEPS;
      while (place < beyond && places[place] !== FREE && places[place] !== hash) place += 1;
      if (place === beyond) return false;
      if (places[place] === hash) this.#repeated.add(hash);
      places[place] = hash;
    }
    return true;
  }

  #sort(): void {
    const hashes = this.#hashes.subarray(0, this.#count).sort();
    let kept = 0;
    for (let index = 0; index < hashes.length; index += 1) {
      const hash = hashes[index] ?? 0;
      if (kept > 0 && hash === hashes[kept - 1]) this.#repeated.add(hash);
      else hashes[kept++] = hash;
    }
    this.#count = kept;
  }
}
