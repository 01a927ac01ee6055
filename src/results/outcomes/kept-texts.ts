import type { Outcome } from './outcome.ts';

const DECODER = new TextDecoder();

/** JSON texts as they stood in an output or a shard, which parsing and printing would change. */
export interface OutcomeTexts {
  readonly output?: string | undefined;
  /** The bytes of it, as long as the outcomes that were read with it are taken. */
  readonly outputBytes?: Uint8Array | undefined;
  readonly record?: string | undefined;
  /** Where the outcome itself has no row. */
  readonly row?: RowInText | undefined;
}

/** A row that is kept as JSON, as long as the outcomes of its job are read. */
export class RowInText {
  readonly #textOf: (place: number) => Uint8Array;
  readonly #place: number;
  #value: { readonly value: unknown } | undefined;

  /** @param textOf Gives the JSON of a row, until the next is asked for. */
  constructor(textOf: (place: number) => Uint8Array, place: number) {
    this.#textOf = textOf;
    this.#place = place;
  }

  /** Its JSON, until that of the next is asked for. */
  get text(): Uint8Array {
    return this.#textOf(this.#place);
  }

  /** What it holds: once asked, also later. */
  get value(): unknown {
    this.#value ??= { value: JSON.parse(DECODER.decode(this.text)) };
    return this.#value.value;
  }
}

/** Gives the row of an outcome, however it is kept. */
export function rowOf(outcome: Outcome): unknown {
  return outcome.row ?? textsOf(outcome)?.row?.value;
}

/** Gives back the object that it is given, which a class below it puts its fields on: frozen objects have them too. */
class Given {
  constructor(given: object) {
    return given;
  }
}

/**
 * What an outcome remembers, in private fields of the outcome itself: nobody sees them, and they go with it.
 *
 * A `WeakMap` would have the garbage collector ask about every outcome: 100,000 of them took half as much memory again.
 */
class Remembered extends Given {
  #texts: OutcomeTexts | undefined;
  #line: string | undefined;

  static textsOf(outcome: Outcome): OutcomeTexts | undefined {
    return #texts in outcome ? outcome.#texts : undefined;
  }

  static lineOf(outcome: Outcome): string | undefined {
    return #line in outcome ? outcome.#line : undefined;
  }

  static keepTexts(outcome: Outcome, texts: OutcomeTexts): void {
    Remembered.#in(outcome).#texts = texts;
  }

  static keepLine(outcome: Outcome, line: string): void {
    Remembered.#in(outcome).#line = line;
  }

  static #in(outcome: Outcome): Remembered {
    return #texts in outcome ? outcome : new Remembered(outcome);
  }
}

/** Remembers the line of JSON that an outcome was written as, as long as the outcome is in use. */
export function keepLine(outcome: Outcome, line: string): Outcome {
  Remembered.keepLine(outcome, line);
  return outcome;
}

/** Gives the line of JSON that is remembered for an outcome. */
export function lineOf(outcome: Outcome): string | undefined {
  return Remembered.lineOf(outcome);
}

/** Remembers the texts of an outcome as long as the outcome is in use. */
export function keepTexts(outcome: Outcome, kept: OutcomeTexts): Outcome {
  Remembered.keepTexts(outcome, kept);
  return outcome;
}

/** Gives the texts that are remembered for an outcome. */
export function textsOf(outcome: Outcome): OutcomeTexts | undefined {
  return Remembered.textsOf(outcome);
}

/** Remembers for an outcome the texts of another one, whose output and record it has. */
export function copyTexts(from: Outcome, to: Outcome): Outcome {
  const kept = textsOf(from);
  return kept === undefined ? to : keepTexts(to, kept);
}
