import type { BedrockBatchError } from '../../core/index.ts';
import type { JsonLayout, JsonPlace } from '../../engine/index.ts';
import type { Row } from '../rows/row.ts';
import { JsonArrayMachine } from './json-array-machine.ts';
import { JsonSequenceMachine } from './json-sequence-machine.ts';
import { JsonlMachine } from './jsonl-machine.ts';
import { LayoutGuess } from './layout-guess.ts';
import type { JsonMachine, MachineOptions } from './row-machine.ts';
import { unknownFormat } from './source-faults.ts';

/** What {@link GuessMachine} needs to know. */
export interface GuessMachineOptions extends MachineOptions {
  /** What the source is known to be: one JSON document, or several that stand one after the other. */
  readonly format?: 'json' | undefined;
}

/**
 * Reads JSON in any layout: {@link LayoutGuess} tells which.
 *
 * Memory: that of the machine it chooses, and of the guess.
 */
export class GuessMachine implements JsonMachine {
  readonly #options: GuessMachineOptions;
  readonly #guess: LayoutGuess;
  #machine: JsonMachine | undefined;
  #failure: BedrockBatchError | undefined;

  constructor(options: GuessMachineOptions) {
    this.#options = options;
    this.#guess = new LayoutGuess(options.format === 'json');
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure ?? this.#machine?.failure;
  }

  goTo(layout: JsonLayout, place: JsonPlace): void {
    this.#machine = machineFor(layout, this.#options);
    this.#machine.goTo(layout, place);
  }

  push(bytes: Uint8Array): readonly Row[] {
    if (this.#machine !== undefined) return this.#machine.push(bytes);
    return this.#failure === undefined ? this.#begin(this.#guess.take(bytes)) : [];
  }

  finish(): readonly Row[] {
    if (this.#failure !== undefined) return [];
    const rows = this.#machine === undefined ? this.#begin(this.#guess.finish()) : [];
    return [...rows, ...(this.#machine?.finish() ?? [])];
  }

  #begin(layout: JsonLayout | 'unknown' | undefined): readonly Row[] {
    if (layout === undefined) return [];
    if (layout === 'unknown') {
      this.#failure = unknownFormat(this.#options.name);
      return [];
    }
    this.#machine = machineFor(layout, this.#options);
    return this.#machine.push(this.#guess.release());
  }
}

function machineFor(layout: JsonLayout, options: MachineOptions): JsonMachine {
  switch (layout) {
    case 'lines':
      return new JsonlMachine(options);
    case 'array':
      return new JsonArrayMachine(options);
    case 'sequence':
      return new JsonSequenceMachine(options);
  }
}
