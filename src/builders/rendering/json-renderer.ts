import { type BedrockBatchError, decodeUtf8 } from '../../core/index.ts';
import {
  isWhiteSpace,
  type JsonLayout,
  type JsonOfHost,
  type JsonPlace,
  JsonRowEngine,
} from '../../engine/index.ts';
import { LayoutGuess } from '../machines/layout-guess.ts';
import type { JsonMachine, MachineOptions } from '../machines/row-machine.ts';
import { JsonRow } from '../rows/json-row.ts';
import type { Row } from '../rows/row.ts';
import type { RenderedBatch, TemplateFor } from './rendered-batch.ts';
import type { Renderer } from './renderer.ts';

/** What {@link JsonRenderer} needs to know. */
export interface JsonRendererOptions extends Pick<MachineOptions, 'name' | 'maxRowBytes'> {
  /** Known already: lines; or that it is JSON, whose first byte tells the rest. Else its beginning tells all. */
  readonly format?: 'jsonl' | 'json' | undefined;
  /** Reads what the engine must not, and so says what is wrong. */
  readonly machine: JsonMachine;
  /** Where in the source the bytes begin, and what they are. Default: its beginning. */
  readonly begin?: JsonBegin | undefined;
}

/** Where bytes of JSON begin in their source, as if nothing stood before them but rows. */
export interface JsonBegin extends Omit<JsonPlace, 'inArray'> {
  readonly layout: JsonLayout;
}

/** Most rows that are handed on at once. */
const MOST_ROWS = 256;

/**
 * Turns the bytes of JSON into lines, as far as the engine may, and into rows where it may not.
 *
 * The machine reads all from where something is wrong, and all of the source where there is no engine or no template: so what is wrong with a
 * source is said in one place. Memory: that of the engine or of the machine.
 */
export class JsonRenderer implements Renderer {
  readonly #options: JsonRendererOptions;
  readonly #templateFor: TemplateFor;
  readonly #machine: JsonMachine;
  readonly #guess: LayoutGuess;
  /** Undefined until the beginning told it, and where the machine has to say that it tells nothing. */
  #layout: JsonLayout | undefined;
  #engine: JsonRowEngine | undefined;
  /** Whether all that comes is the machine's. */
  #isMachines = false;

  constructor(options: JsonRendererOptions, templateFor: TemplateFor) {
    this.#options = options;
    this.#templateFor = templateFor;
    this.#machine = options.machine;
    this.#guess = new LayoutGuess(options.format === 'json');
    const { begin } = options;
    if (begin !== undefined) options.machine.goTo(begin.layout, { ...begin, inArray: 'before' });
    if (begin !== undefined) this.#begin(begin.layout);
    else if (options.format === 'jsonl') this.#begin('lines');
  }

  /** How far the source was read: to where the next row begins, or what stands before it. Undefined where that is not known. */
  get place(): JsonPlace | undefined {
    return this.#engine?.place();
  }

  /** What the source holds, once its beginning told it and an engine reads it. */
  get layout(): JsonLayout | undefined {
    return this.#layout;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#machine.failure;
  }

  get holdsBytes(): boolean {
    return this.#engine === undefined;
  }

  *push(bytes: Uint8Array): Generator<RenderedBatch, void> {
    if (this.#engine === undefined && !this.#isMachines) {
      const layout = this.#guess.take(bytes);
      if (layout === undefined) return;
      this.#begin(layout);
      yield* this.#read(this.#guess.release());
    } else yield* this.#read(bytes);
  }

  *finish(): Generator<RenderedBatch, void> {
    if (this.#engine === undefined && !this.#isMachines) {
      this.#begin(this.#guess.finish());
      yield* this.#read(this.#guess.release());
    }
    this.#engine?.finish();
    yield* this.#drain();
    if (this.#isMachines && this.failure === undefined)
      yield { kind: 'rows', rows: this.#machine.finish() };
  }

  /** Makes the engine, where there can be one. */
  #begin(layout: JsonLayout | 'unknown'): void {
    const { columns: names } = this.#templateFor;
    const template = this.#templateFor(names);
    if (template !== undefined && layout !== 'unknown') {
      const hasDigests = template.digest !== undefined;
      const { maxRowBytes, begin } = this.#options;
      this.#layout = layout;
      const options = { layout, maxRowBytes, names, template, hasDigests, begin };
      this.#engine = JsonRowEngine.create(options);
    }
    this.#isMachines = this.#engine === undefined;
  }

  *#read(bytes: Uint8Array): Generator<RenderedBatch, void> {
    this.#engine?.push(bytes);
    if (this.#engine !== undefined) yield* this.#drain();
    else yield { kind: 'rows', rows: this.#machine.push(bytes) };
  }

  /** @yields All that the engine gives for what it has, rows of the host together. */
  *#drain(): Generator<RenderedBatch, void> {
    const rows: Row[] = [];
    while (this.#engine !== undefined) {
      const next = this.#engine.next();
      const row = next?.kind === 'row' ? this.#rowOf(next) : undefined;
      if (row !== undefined && rows.push(row) < MOST_ROWS) continue;
      if (rows.length > 0) yield { kind: 'rows', rows: rows.splice(0) };
      if (next === undefined) return;
      if (next.kind === 'lines') yield next;
      else if (row === undefined) yield* this.#handOver(this.#engine, next);
    }
  }

  /** Makes a row of what the engine must not render; undefined where that is no JSON. */
  #rowOf({ bytes, isProven, ...place }: JsonOfHost): Row | undefined {
    const blanks = this.#layout === 'lines' ? blanksBefore(bytes) : 0;
    // the engine's own bytes do not last
    const own = new Uint8Array(bytes.subarray(blanks, bytes.length - blanksBehind(bytes)));
    const parsed = isProven ? undefined : parse(own);
    if (!isProven && parsed === undefined) return undefined;
    const { rowsBefore, line, byteOffset } = place;
    const { name: source } = this.#options;
    const at = { source, number: rowsBefore + 1, line, byteOffset: byteOffset + blanks };
    return new JsonRow(own, at, parsed);
  }

  /** Gives the machine all from a place on: it says what is wrong there. */
  *#handOver(engine: JsonRowEngine, next: JsonOfHost): Generator<RenderedBatch, void> {
    const { bytes, ...place } = next.kind === 'rest' ? next : engine.giveUp();
    this.#engine = undefined;
    this.#isMachines = true;
    this.#machine.goTo(this.#layout ?? 'lines', place);
    const rows = this.#machine.push(new Uint8Array(bytes));
    if (rows.length > 0) yield { kind: 'rows', rows };
  }
}

function blanksBefore(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => !isWhiteSpace(byte));
}

/** The newline of a line and what stands before it. */
function blanksBehind(bytes: Uint8Array): number {
  return bytes.length - 1 - bytes.findLastIndex((byte) => !isWhiteSpace(byte));
}

function parse(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(decodeUtf8(bytes)) };
  } catch {
    return undefined;
  }
}
