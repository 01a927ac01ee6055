import {
  type Block,
  ERROR_END,
  ERROR_START,
  ID_END,
  ID_HASH,
  ID_START,
  type IdInBytes,
  IS_ASCII,
  MEMBER_WORDS,
  MemberFinder,
  OUTPUT_END,
  OUTPUT_HASH,
  OUTPUT_START,
} from '../../engine/index.ts';
import type { ModelFamily } from '../../models/index.ts';
import { readLineError } from './output-error.ts';
import { type OutputLine, outcomeOf } from './output-line.ts';

let shared: MemberFinder | undefined;

/**
 * The lines of a block whose members the engine has found: only id, and output or error become JavaScript values, and of the model input
 * nothing does.
 *
 * Valid until the members of another block are found, by whomever.
 */
export class FoundLines {
  readonly #bytes: Buffer;
  readonly #words: Uint32Array | undefined;
  /** One for all: an id is looked for as soon as it is found. */
  readonly #id: IdInBytes;

  constructor(block: Block) {
    const { bytes } = block;
    shared ??= MemberFinder.create();
    this.#words = shared?.find(block);
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#id = { bytes, start: 0, end: 0, first: 0, second: 0 };
  }

  /** Tells whether the members of a line are found; of any other the whole line has to be read. */
  has(index: number): boolean {
    return this.#word(index, ID_END) > 0;
  }

  /** Gives the id of a line, until the next one is asked for. */
  idOf(index: number): IdInBytes {
    const id = this.#id;
    id.start = this.#word(index, ID_START);
    id.end = this.#word(index, ID_END);
    id.first = this.#word(index, ID_HASH);
    id.second = this.#word(index, ID_HASH + 1);
    return id;
  }

  /** Reads a line as `readOutputLine` does, without a look at its model input. */
  read(index: number, family: ModelFamily | undefined): OutputLine {
    const encoding = this.#word(index, IS_ASCII) === 1 ? 'latin1' : 'utf8';
    const recordId = this.#text(index, ID_START, encoding);
    const hasOutput = this.#word(index, OUTPUT_END) > 0;
    if (this.#word(index, ERROR_END) > 0) {
      const said: unknown = JSON.parse(this.#text(index, ERROR_START, 'utf8'));
      const error = readLineError(said, hasOutput);
      if (error !== undefined)
        return { kind: 'read', recordId, content: 'error', outcome: { status: 'failed', error } };
    }
    if (!hasOutput) return { kind: 'unreadable' };
    const outputText = this.#text(index, OUTPUT_START, encoding);
    const outcome = outcomeOf(JSON.parse(outputText), family);
    const answer = this.#word(index, OUTPUT_HASH);
    return { kind: 'read', recordId, content: 'modelOutput', outcome, outputText, answer };
  }

  /** Gives the JSON of the output of a line as it stands there. */
  outputOf(index: number): Uint8Array {
    return this.#bytes.subarray(this.#word(index, OUTPUT_START), this.#word(index, OUTPUT_END));
  }

  /** @param start Which word has the start; the next one has the end. */
  #text(index: number, start: number, encoding: 'latin1' | 'utf8'): string {
    return this.#bytes.toString(encoding, this.#word(index, start), this.#word(index, start + 1));
  }

  #word(index: number, word: number): number {
    return this.#words?.[MEMBER_WORDS * index + word] ?? 0;
  }
}
