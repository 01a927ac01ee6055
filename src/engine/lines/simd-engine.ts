import { isUtf8 } from 'node:buffer';
import { NEWLINE, reserveMemory } from '../../core/index.ts';
import { align } from '../wasm/align.ts';
import { newSimdInstance, type SimdExports } from '../wasm/simd-module.ts';
import { type AcceptedShape, recordShape } from './accepted-shape.ts';
import {
  ALIKE,
  INPUT_NOT_COMPARED,
  type LineEngine,
  LOOK_CLOSER,
  TOO_LONG,
  type Verdicts,
} from './line-engine.ts';
import { READ_BYTES } from './lines-of-reads.ts';
import { DEFAULT_LINE_BYTES, KEPT_OF_TOO_LONG } from './plain-engine.ts';
import { ShapeTable, ShapeTooLarge } from './shape-table.ts';

/** Most bytes read at once, and so the most lines handed out at once. */
const ROOM_BYTES = READ_BYTES;
const TABLE_BYTES = 256 * 1024;
const TAPE_BYTES = 3 * 1024 * 1024;
/** Bytes for what is said of a line. */
const LINE_BYTES = 30;
/** Bytes for the hash of its model input, where it is asked for. */
const HASH_BYTES = 8;
/** The scanner looks at up to 200 bytes behind the last newline; they are never taken for text. */
const SLACK = 256;
/** Longest line of which lengths and addresses still fit into words of 32 bits. */
const LARGEST_WORD = 0xffff_ffff;

/** What is accepted without a closer look. */
export interface Acceptance {
  /** What the model input may be; absent where any object will do. */
  readonly modelInput?: AcceptedShape | undefined;
  /**
   * Model inputs that are looked at closer, and of which what is said depends on their marks alone: of lines that follow each other with
   * the same marks all but the first are {@link ALIKE}. Asked for with the first line that is looked at closer.
   */
  readonly marked?: AcceptedShape | undefined;
  /** Longest record, in bytes without its newline. */
  readonly recordBytes: number;
  /** Longest line kept, in bytes without its newline. Default 67,108,864 (64 MiB). */
  readonly maxLineBytes?: number | undefined;
  /** Whether hashes of model inputs are asked for. Default false. */
  readonly hashesInputs?: boolean | undefined;
}

/**
 * Splits bytes into lines, as the plain engine does, and accepts those it has proven right: UTF-8, JSON without a key twice,
 * a record whose model input the shape takes. It reads each line once, in WebAssembly with SIMD, and makes no JavaScript value.
 *
 * Memory: 4 MiB of tables and one buffer of the longest line (at most `maxLineBytes`) plus one read; 30 bytes a line of a read.
 */
export class SimdLineEngine implements LineEngine {
  readonly #simd: SimdExports;
  readonly #maxLineBytes: number;
  readonly #table: ShapeTable;
  /** Gives the second table as long as it is not written. */
  #marked: Pick<Acceptance, 'marked'> | undefined;
  /** Addresses in the engine's memory; the buffer is the last thing in it. */
  readonly #linesAt: number;
  /** Absent where no hashes of model inputs are asked for. */
  readonly #inputsAt: number | undefined;
  readonly #bufferAt: number;
  #memory: Buffer;
  /** What is said of lines, as views of the memory; made anew when it grows. */
  #said: LinesSaid;
  /** Where the pending line begins, and where the bytes end. */
  #start: number;
  #filled: number;
  #offset = 0;
  /** Bytes of the pending line that were dropped because it is too long. */
  #dropped = 0;
  #areMade = false;

  /** Makes the engine; undefined where the runtime has no SIMD or the shape is too large for its table. */
  static create(acceptance: Acceptance): SimdLineEngine | undefined {
    const simd = newSimdInstance();
    if (simd === undefined) return undefined;
    try {
      return new SimdLineEngine(simd, acceptance);
    } catch (cause) {
      if (cause instanceof ShapeTooLarge) return undefined;
      throw cause;
    }
  }

  private constructor(simd: SimdExports, acceptance: Acceptance) {
    this.#simd = simd;
    this.#maxLineBytes = acceptance.maxLineBytes ?? DEFAULT_LINE_BYTES;
    const tableAt = align(simd.heapStart());
    const tapeAt = tableAt + TABLE_BYTES;
    this.#linesAt = tapeAt + TAPE_BYTES;
    const linesEnd = align(this.#linesAt + LINE_BYTES * ROOM_BYTES + 64);
    if (acceptance.hashesInputs === true) this.#inputsAt = linesEnd;
    this.#bufferAt = align(
      this.#inputsAt === undefined ? linesEnd : linesEnd + HASH_BYTES * ROOM_BYTES,
    );
    this.#start = this.#bufferAt;
    this.#filled = this.#bufferAt;
    this.#memory = reserveMemory(simd.memory, this.#bufferAt + 2 * ROOM_BYTES + SLACK);
    this.#said = linesSaidIn(this.#memory, this.#linesAt, this.#inputsAt);
    simd.setTape(tapeAt, tapeAt + TAPE_BYTES);
    simd.setLines(this.#linesAt, ROOM_BYTES);
    if (this.#inputsAt !== undefined) simd.setInputHashes(this.#inputsAt);
    this.#marked = acceptance;
    this.#table = new ShapeTable(simd, tableAt, tapeAt);
    const row = this.#table.write(recordShape(acceptance.modelInput));
    simd.setRules(row, word(acceptance.recordBytes), word(this.#maxLineBytes));
  }

  /** Forgets what is pending and begins a new source, or one that is read from an offset on. */
  restart(offset = 0): void {
    this.#start = this.#bufferAt;
    this.#filled = this.#bufferAt;
    this.#offset = offset;
    this.#dropped = 0;
    this.#simd.startLines();
  }

  room(bytes: number): Uint8Array {
    this.#moveToFront();
    if (this.#filled - this.#start > this.#maxLineBytes) this.#drop();
    const given = Math.min(bytes, ROOM_BYTES);
    if (this.#memory.length < this.#filled + given + SLACK) this.#grow(given);
    return this.#memory.subarray(this.#filled, this.#filled + given);
  }

  push(bytes: number): Verdicts {
    const fresh = this.#memory.subarray(this.#filled, this.#filled + bytes);
    const end = this.#filled + fresh.lastIndexOf(NEWLINE) + 1;
    this.#filled += bytes;
    if (end <= this.#filled - bytes) return this.#handOut(0, this.#start);
    this.#simd.setPlace(this.#dropped, this.#offset);
    const count = this.#simd.judgeLines(this.#start, end);
    const lines = this.#handOut(count, end);
    this.#dropped = 0;
    this.#offset = lines.offsets[count] ?? 0;
    if (this.#marked !== undefined && lines.verdict.subarray(0, count).includes(LOOK_CLOSER))
      this.#writeMarked(this.#marked);
    if (!this.#areMade && !isUtf8(lines.bytes)) {
      lookCloserWhereNotUtf8(lines);
      this.#simd.forgetLines();
    }
    return lines;
  }

  expectMade(areMade: boolean): void {
    this.#areMade = areMade;
    this.#simd.expectMade(areMade ? 1 : 0);
  }

  finish(): Verdicts {
    const bytes = this.#filled - this.#start;
    if (bytes === 0) return this.#handOut(0, this.#start);
    const lines = this.#handOut(1, this.#filled);
    const length = bytes + this.#dropped;
    lines.ends[0] = bytes;
    lines.verdict[0] = length > this.#maxLineBytes ? TOO_LONG : LOOK_CLOSER;
    lines.idStart[0] = 0;
    lines.idEnd[0] = 0;
    lines.idHashes.fill(0, 0, 2);
    lines.inputHashes?.fill(0, 0, 2);
    lines.repeats[0] = INPUT_NOT_COMPARED;
    lines.offsets[0] = this.#offset;
    this.#offset += length;
    this.#dropped = 0;
    lines.offsets[1] = this.#offset;
    return lines;
  }

  /** Most datasets have no use for the second table: it is written with the first line that is looked at closer. */
  #writeMarked({ marked }: Pick<Acceptance, 'marked'>): void {
    this.#marked = undefined;
    if (marked === undefined) return;
    try {
      this.#simd.setMarked(this.#table.write(recordShape(marked)));
    } catch (cause) {
      if (!(cause instanceof ShapeTooLarge)) throw cause;
    }
  }

  #handOut(count: number, end: number): Verdicts {
    const bytes = this.#memory.subarray(this.#start, end);
    this.#start = end;
    if (count === 0) this.#said.offsets[0] = this.#offset;
    return { bytes, count, ...this.#said };
  }

  #moveToFront(): void {
    if (this.#start === this.#bufferAt) return;
    this.#memory.copyWithin(this.#bufferAt, this.#start, this.#filled);
    this.#filled -= this.#start - this.#bufferAt;
    this.#start = this.#bufferAt;
  }

  /** Keeps the beginning of a line that is too long and forgets the rest. */
  #drop(): void {
    const kept = Math.min(this.#start + KEPT_OF_TOO_LONG, this.#filled);
    this.#dropped += this.#filled - kept;
    this.#filled = kept;
  }

  #grow(given: number): void {
    const used = this.#filled - this.#bufferAt;
    const needed = Math.max(used + given, 2 * used);
    this.#memory = reserveMemory(this.#simd.memory, this.#bufferAt + needed + SLACK);
    this.#said = linesSaidIn(this.#memory, this.#linesAt, this.#inputsAt);
  }
}

type LinesSaid = Omit<Verdicts, 'bytes' | 'count'>;

/** The arrays that the engine fills, one behind the other. */
function linesSaidIn({ buffer }: Buffer, linesAt: number, inputsAt: number | undefined): LinesSaid {
  const hashesAt = linesAt + 8 * (ROOM_BYTES + 1);
  const wordsAt = hashesAt + 8 * ROOM_BYTES;
  return {
    offsets: new Float64Array(buffer, linesAt, ROOM_BYTES + 1),
    idHashes: new Uint32Array(buffer, hashesAt, 2 * ROOM_BYTES),
    ends: new Uint32Array(buffer, wordsAt, ROOM_BYTES),
    idStart: new Uint32Array(buffer, wordsAt + 4 * ROOM_BYTES, ROOM_BYTES),
    idEnd: new Uint32Array(buffer, wordsAt + 8 * ROOM_BYTES, ROOM_BYTES),
    verdict: new Uint8Array(buffer, wordsAt + 12 * ROOM_BYTES, ROOM_BYTES),
    repeats: new Uint8Array(buffer, wordsAt + 13 * ROOM_BYTES, ROOM_BYTES),
    ...(inputsAt !== undefined && {
      inputHashes: new Uint32Array(buffer, inputsAt, 2 * ROOM_BYTES),
    }),
  };
}

/**
 * Bytes that are no UTF-8 never cross a newline, so each line can be asked alone. Lines that are like another one are looked at too: it may
 * be one of these.
 */
function lookCloserWhereNotUtf8(lines: Verdicts): void {
  const { bytes, ends, count, verdict, idStart, idEnd, idHashes } = lines;
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    const end = ends[index] ?? start;
    const isAlike = verdict[index] === ALIKE;
    if (isAlike || (verdict[index] !== TOO_LONG && !isUtf8(bytes.subarray(start, end)))) {
      verdict[index] = LOOK_CLOSER;
      idStart[index] = 0;
      idEnd[index] = 0;
      idHashes.fill(0, 2 * index, 2 * index + 2);
    }
    start = end;
  }
}

function word(bound: number): number {
  return Math.min(bound, LARGEST_WORD);
}
