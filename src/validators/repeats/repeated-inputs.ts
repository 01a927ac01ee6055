import {
  ACCEPTED,
  hasId,
  INPUT_NOT_COMPARED,
  INPUT_REPEATED,
  lineOf,
  TOO_LONG,
  type Verdicts,
} from '../../engine/index.ts';
import { type FileReader, openFileReader, regularFileBytes } from '../../io/index.ts';
import { isBlankLine } from '../record/blank-line.ts';
import { haveSameInput, lineInFile, lineInMemory, type RecordLine } from './record-line.ts';

/** What of a file is longer is not kept from block to block, but read again. */
const MOST_KEPT_BYTES = 1 << 16;
const FIRST_BYTES = 1 << 13;
const NOTHING = lineInMemory(new Uint8Array());

/**
 * Counts the records of a file whose model input has the very bytes of the record before; blank lines between them do not matter.
 *
 * The engine has compared most of them: here are the first line of each block, and lines that need a closer look. The count is the same
 * however the bytes came. A record with other keys beside `recordId` and `modelInput` may be taken for another one.
 * Memory: the last line of a block, of a file at most 64 KiB, and two lines where they are as good as the same.
 */
export class RepeatedInputs {
  #count = 0;
  #before: RecordLine = NOTHING;
  #kept = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #path: string | undefined;
  #reader: FileReader | undefined;

  /** Records so far, of all files. */
  get count(): number {
    return this.#count;
  }

  /** @param path Where the source can be read again, if it is a file that can. */
  startFile(path?: string): void {
    this.close();
    this.#before = NOTHING;
    this.#path = path === undefined || regularFileBytes(path) === undefined ? undefined : path;
  }

  /** Takes the lines that come next. */
  take(block: Verdicts): void {
    const { count } = block;
    const said = block.repeats.subarray(0, count);
    if (said.includes(INPUT_REPEATED)) this.#count += repeatedIn(said);
    let looked = -1;
    let before = -1;
    // lines that nobody asks about are records
    const lastAt = (index: number) => (looked === index ? before : index);
    for (
      let index = said.indexOf(INPUT_NOT_COMPARED);
      index !== -1;
      index = said.indexOf(INPUT_NOT_COMPARED, index + 1)
    ) {
      const last = lastAt(index - 1);
      before = this.#compare(block, index, last) ? index : last;
      looked = index;
    }
    const last = lastAt(count - 1);
    if (last !== -1) this.#keep(block, last);
  }

  close(): void {
    this.#reader?.close();
    this.#reader = undefined;
  }

  /** Compares a line with the record before; false where it is blank. */
  #compare(block: Verdicts, index: number, last: number): boolean {
    const line = this.#lineAt(block, index);
    if (block.verdict[index] !== ACCEPTED && isBlankLine(line.head())) return false;
    const before = last === -1 ? this.#before : this.#lineAt(block, last);
    if (haveSameInput(before, line)) this.#count += 1;
    return true;
  }

  #lineAt(block: Verdicts, index: number): RecordLine {
    if (block.verdict[index] === TOO_LONG) return NOTHING;
    return this.#isFar(block, index)
      ? this.#farLine(block, index)
      : lineInMemory(lineOf(block, index));
  }

  /** Tells whether nobody has read a line again, which for one that is accepted is left so. */
  #isFar({ isAway, verdict }: Verdicts, index: number): boolean {
    return this.#path !== undefined && isAway === true && hasId(verdict[index]);
  }

  #farLine({ offsets }: Verdicts, index: number): RecordLine {
    const [start = 0, end = 0] = offsets.subarray(index, index + 2);
    return lineInFile((into, position) => this.#open().readAt(into, position), start, end - start);
  }

  #open(): FileReader {
    this.#reader ??= openFileReader(this.#path ?? '');
    return this.#reader;
  }

  /** Keeps the last line of a block, whose bytes are gone with the next one. */
  #keep(block: Verdicts, last: number): void {
    const line = this.#lineAt(block, last);
    const isRead = this.#path !== undefined && line.length > MOST_KEPT_BYTES;
    if (this.#isFar(block, last)) this.#before = line;
    else if (isRead) this.#before = this.#farLine(block, last);
    else this.#before = lineInMemory(this.#copyOf(line.whole()));
  }

  /** The line kept before is not needed any more: the block was compared with it. */
  #copyOf(line: Uint8Array): Uint8Array {
    if (line.length > this.#kept.length) this.#kept = Buffer.allocUnsafeSlow(2 * line.length);
    this.#kept.set(line);
    return this.#kept.subarray(0, line.length);
  }
}

function repeatedIn(said: Uint8Array): number {
  return said.reduce((sum, one) => sum + (one === INPUT_REPEATED ? 1 : 0), 0);
}
