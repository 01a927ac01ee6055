import { NEWLINE, quote, SourceError } from '../../core/index.ts';
import { DecoderInput } from './decoder-input.ts';
import { recogniseEncoding } from './recognise-encoding.ts';
import type { TextEncoding } from './text-encoding.ts';
import type { TextFault, TextInput } from './text-input.ts';
import { Windows1252Input } from './windows-1252-input.ts';

/**
 * Gives the text of a source as UTF-8: as it is where it is UTF-8 already, which is left to the reader of its rows to check.
 *
 * Memory: one block and its text.
 *
 * @param blocks Bytes of the source; the first block has the beginning, as {@link withHead} gives it.
 * @throws {SourceError} `SOURCE_ENCODING` with offset and line where a byte is none of the encoding, behind the text before it.
 */
export async function* decoded(
  blocks: AsyncIterable<Uint8Array>,
  source: string,
  given: TextEncoding | undefined,
): AsyncGenerator<Uint8Array, void> {
  let text: DecodedText | undefined;
  let isUtf8 = false;
  for await (const bytes of blocks) {
    if (!isUtf8 && text === undefined) {
      const name = recogniseEncoding(bytes, source, given);
      isUtf8 = name === 'utf-8';
      text = isUtf8 ? undefined : new DecodedText(source, name);
    }
    yield text === undefined ? bytes : text.push(bytes);
    text?.throwFault();
  }
  if (text === undefined) return;
  yield text.finish();
  text.throwFault();
}

/** The text of one encoding, and the lines in it. */
class DecodedText {
  readonly #source: string;
  readonly #name: string;
  readonly #input: TextInput;
  #line = 1;

  constructor(source: string, name: string) {
    this.#source = source;
    this.#name = name;
    this.#input = name === 'windows-1252' ? new Windows1252Input() : new DecoderInput(name);
  }

  push(bytes: Uint8Array): Uint8Array {
    return this.#counted(this.#input.push(bytes));
  }

  finish(): Uint8Array {
    return this.#counted(this.#input.finish());
  }

  throwFault(): void {
    const { fault } = this.#input;
    if (fault !== undefined) throw this.#error(fault);
  }

  #counted(text: Uint8Array): Uint8Array {
    for (let at = text.indexOf(NEWLINE); at !== -1; at = text.indexOf(NEWLINE, at + 1))
      this.#line += 1;
    return text;
  }

  #error({ offset, byte }: TextFault): SourceError {
    const source = this.#source;
    const sign = `0x${byte.toString(16).padStart(2, '0')}`;
    return new SourceError(
      'SOURCE_ENCODING',
      `${quote(source)} is not ${this.#name}: the byte ${sign} stands at byte offset ${offset}, in line ${this.#line}`,
      {
        source,
        line: this.#line,
        byteOffset: offset,
        hint: 'Look whether --encoding names what the source is written in, and whether it is cut',
      },
    );
  }
}
