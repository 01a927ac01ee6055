import {
  type BedrockBatchError,
  BYTE_ORDER_MARK,
  InvalidOptionError,
  OPEN_ARRAY,
  OPEN_OBJECT,
  quote,
  SPACE,
} from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { JsonArrayMachine } from './json-array-machine.ts';
import { JsonlMachine } from './jsonl-machine.ts';
import type { MachineOptions, RowMachine } from './row-machine.ts';

/**
 * Tells from the first byte that is no white space what a source holds: `[` begins a JSON array, `{` lines of JSON.
 *
 * Memory: that of the machine it chooses, and the white space before that byte.
 */
export class GuessMachine implements RowMachine {
  readonly #options: MachineOptions;
  readonly #before: Uint8Array[] = [];
  #machine: RowMachine | undefined;
  #failure: BedrockBatchError | undefined;

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure ?? this.#machine?.failure;
  }

  push(bytes: Uint8Array): readonly Row[] {
    if (this.#machine !== undefined) return this.#machine.push(bytes);
    this.#before.push(bytes);
    const first = bytes.find((byte) => byte > SPACE && !BYTE_ORDER_MARK.includes(byte));
    if (first === undefined || this.#failure !== undefined) return [];
    this.#machine = this.#choose(first);
    return this.#machine?.push(Buffer.concat(this.#before)) ?? [];
  }

  finish(): readonly Row[] {
    if (this.#machine === undefined && this.#failure === undefined) {
      this.#machine = new JsonlMachine(this.#options);
      this.#machine.push(Buffer.concat(this.#before));
    }
    return this.#machine?.finish() ?? [];
  }

  #choose(first: number): RowMachine | undefined {
    if (first === OPEN_ARRAY) return new JsonArrayMachine(this.#options);
    if (first === OPEN_OBJECT) return new JsonlMachine(this.#options);
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
}
