import { KEPT_OF_TOO_LONG, READ_BYTES, TOO_LONG, type Verdicts } from '../../engine/index.ts';
import type { RawFile } from '../../io/index.ts';
import { type PackedVerdicts, unpackVerdicts, type VerdictsAlone } from './packed-verdicts.ts';

/** A line that is longer is read for itself. */
const LONG_LINE_BYTES = READ_BYTES;
/** What is looked at is read with all that was judged in one go. */
const LEAST_ROOM = 1 << 20;
const NEWLINE_BYTES = 1;

/** A piece of the file. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads lines again of which only verdicts are there, once somebody wants to see them: those that were accepted nobody does.
 *
 * Memory: one buffer of what is read together, 1 MiB to 4 MiB or the longest line that was asked for; of a line that is too long only what an
 * excerpt needs.
 */
export class LineRereader {
  readonly #reader: Pick<RawFile, 'readAt'>;
  #buffer: Uint8Array = new Uint8Array();

  constructor(reader: Pick<RawFile, 'readAt'>) {
    this.#reader = reader;
  }

  /**
   * Makes blocks of verdicts whose bytes are read when they are asked for; each is valid until the next one's are. Only the first line
   * can be long, or have lost its middle: then it is a block of its own.
   */
  *blocksOf(packed: PackedVerdicts): Generator<Verdicts> {
    const verdicts = unpackVerdicts(packed);
    const { count, offsets, ends } = verdicts;
    const [start = 0, second = 0] = offsets;
    if (second - start <= LONG_LINE_BYTES && second - start === ends[0]) {
      yield this.#block(verdicts, [{ start, end: offsets[count] ?? 0 }]);
      return;
    }
    yield this.#longLine(verdicts, { start, end: second });
    if (count > 1)
      yield this.#block(behindFirst(verdicts), [{ start: second, end: offsets[count] ?? 0 }]);
  }

  #longLine(verdicts: VerdictsAlone, line: Piece): Verdicts {
    const pieces = verdicts.verdict[0] === TOO_LONG ? keptOf(line) : [line];
    return this.#block({ ...verdicts, count: 1, ends: Uint32Array.of(lengthOf(pieces)) }, pieces);
  }

  #block(verdicts: VerdictsAlone, pieces: readonly Piece[]): Verdicts {
    let bytes: Uint8Array | undefined;
    const read = () => this.#read(pieces);
    return {
      ...verdicts,
      isAway: true,
      get bytes(): Uint8Array {
        bytes ??= read();
        return bytes;
      },
    };
  }

  #read(pieces: readonly Piece[]): Uint8Array {
    const bytes = this.#room(lengthOf(pieces));
    let done = 0;
    for (const { start, end } of pieces) {
      this.#fill(bytes.subarray(done, done + end - start), start);
      done += end - start;
    }
    return bytes;
  }

  #room(bytes: number): Uint8Array {
    if (this.#buffer.length < bytes) {
      this.#buffer = Buffer.allocUnsafeSlow(Math.max(bytes, LEAST_ROOM));
    }
    return this.#buffer.subarray(0, bytes);
  }

  #fill(bytes: Uint8Array, position: number): void {
    let filled = 0;
    while (filled < bytes.length) {
      const read = this.#reader.readAt(bytes.subarray(filled), position + filled);
      if (read === 0) break;
      filled += read;
    }
    bytes.fill(0, filled); // of a file that was cut meanwhile nothing is left of other lines
  }
}

/** The beginning of a line that is too long, and its newline. */
function keptOf({ start, end }: Piece): readonly Piece[] {
  return [
    { start, end: start + KEPT_OF_TOO_LONG },
    { start: end - NEWLINE_BYTES, end },
  ];
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((length, { start, end }) => length + end - start, 0);
}

/** The verdicts on all lines but the first. */
function behindFirst(verdicts: VerdictsAlone): VerdictsAlone {
  const { count, ends, offsets, idHashes, idStart, idEnd, verdict, repeats } = verdicts;
  const shift = ends[0] ?? 0;
  const shifted = (places: Uint32Array) => places.subarray(1, count).map((place) => place - shift);
  return {
    count: count - 1,
    offsets: offsets.subarray(1),
    idHashes: idHashes.subarray(2),
    ends: shifted(ends),
    idStart: shifted(idStart),
    idEnd: shifted(idEnd),
    verdict: verdict.subarray(1),
    repeats: repeats.subarray(1),
  };
}
