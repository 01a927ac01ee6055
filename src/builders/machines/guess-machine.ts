import {
  type BedrockBatchError,
  BYTE_ORDER_MARK,
  decodeUtf8,
  InvalidOptionError,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  quote,
  SPACE,
} from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { JsonArrayMachine } from './json-array-machine.ts';
import { JsonSequenceMachine } from './json-sequence-machine.ts';
import { JsonlMachine } from './jsonl-machine.ts';
import type { MachineOptions, RowMachine } from './row-machine.ts';

/** What {@link GuessMachine} needs to know. */
export interface GuessMachineOptions extends MachineOptions {
  /** What the source is known to be: one JSON document, or several that stand one after the other. */
  readonly format?: 'json' | undefined;
}

/** A first line that is longer is no line of JSON, or it makes no difference. */
const LONGEST_FIRST_LINE = 1024 * 1024;

/**
 * Tells from its beginning what a source holds: `[` begins a JSON array, and `{` lines of JSON where the first line is a whole
 * value, else objects that stand one after the other. What is known to be JSON is never read as lines.
 *
 * Memory: that of the machine it chooses, and what stands before that byte or in the first line, at most 1 MiB of it.
 */
export class GuessMachine implements RowMachine {
  readonly #options: GuessMachineOptions;
  #before: Uint8Array[] = [];
  #length = 0;
  #first: number | undefined;
  #machine: RowMachine | undefined;
  #failure: BedrockBatchError | undefined;

  constructor(options: GuessMachineOptions) {
    this.#options = options;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure ?? this.#machine?.failure;
  }

  faultOf(row: Row): BedrockBatchError | undefined {
    return this.#machine?.faultOf?.(row);
  }

  push(bytes: Uint8Array): readonly Row[] {
    if (this.#machine !== undefined) return this.#machine.push(bytes);
    if (this.#failure !== undefined) return [];
    this.#before.push(bytes);
    this.#length += bytes.length;
    this.#first ??= bytes.find((byte) => byte > SPACE && !BYTE_ORDER_MARK.includes(byte));
    if (this.#first === undefined) return [];
    return this.#begin(this.#choose(this.#first, false));
  }

  finish(): readonly Row[] {
    if (this.#failure !== undefined) return [];
    const rows = this.#machine === undefined ? this.#begin(this.#chooseAtEnd()) : [];
    return [...rows, ...(this.#machine?.finish() ?? [])];
  }

  #begin(machine: RowMachine | undefined): readonly Row[] {
    this.#machine = machine;
    if (machine === undefined) return [];
    const before = this.#before;
    this.#before = [];
    return machine.push(Buffer.concat(before));
  }

  #chooseAtEnd(): RowMachine | undefined {
    if (this.#first !== undefined) return this.#choose(this.#first, true);
    const { format } = this.#options;
    return format === 'json'
      ? new JsonArrayMachine(this.#options)
      : new JsonlMachine(this.#options);
  }

  /** Gives nothing where it takes more to tell. */
  #choose(first: number, isEnd: boolean): RowMachine | undefined {
    const { format } = this.#options;
    if (first === OPEN_OBJECT)
      return format === 'json' ? new JsonSequenceMachine(this.#options) : this.#lines(isEnd);
    if (first === OPEN_ARRAY || format === 'json') return new JsonArrayMachine(this.#options);
    this.#failure = new InvalidOptionError(
      `The format of ${quote(this.#options.name)} is not known: neither its name nor its first byte tells it`,
      {
        option: 'format',
        expected: 'csv, tsv, json or jsonl',
        received: 'nothing',
        hint: 'Give --format; names that end with .csv, .tsv, .json, .jsonl or .ndjson tell it, and so does "[" or "{" at the beginning',
      },
    );
    return undefined;
  }

  #lines(isEnd: boolean): RowMachine | undefined {
    const line = firstLine(Buffer.concat(this.#before), isEnd);
    if (line === undefined && this.#length < LONGEST_FIRST_LINE) return undefined;
    return line !== undefined && isJson(line)
      ? new JsonlMachine(this.#options)
      : new JsonSequenceMachine(this.#options);
  }
}

/** Gives the first line that is not blank; undefined where its end is still to come. */
function firstLine(bytes: Uint8Array, isEnd: boolean): Uint8Array | undefined {
  const start = bytes.indexOf(OPEN_OBJECT);
  const end = bytes.indexOf(NEWLINE, start);
  if (end === -1) return isEnd ? bytes.subarray(start) : undefined;
  return bytes.subarray(start, end);
}

function isJson(line: Uint8Array): boolean {
  try {
    JSON.parse(decodeUtf8(line));
    return true;
  } catch {
    return false;
  }
}
