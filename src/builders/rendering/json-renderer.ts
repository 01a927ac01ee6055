import type { BedrockBatchError } from '../../core/index.ts';
import { JsonRowEngine } from '../../engine/index.ts';
import type { RowMachine } from '../machines/row-machine.ts';
import { JsonRow } from '../rows/json-row.ts';
import type { Row } from '../rows/row.ts';
import type { RenderedBatch, TemplateFor } from './rendered-batch.ts';
import type { Renderer } from './renderer.ts';

/**
 * Turns JSON into lines, whatever its rows stand in: a machine finds them, and the engine makes lines of those that it may.
 *
 * Memory: that of the machine and of the engine.
 */
export class JsonRenderer implements Renderer {
  readonly #machine: RowMachine;
  readonly #engine: JsonRowEngine | undefined;
  /** What is wrong with a row that the machine gave unproven. */
  #fault: BedrockBatchError | undefined;

  constructor(machine: RowMachine, templateFor: TemplateFor) {
    this.#machine = machine;
    const { columns: names } = templateFor;
    const template = templateFor(names);
    const hasDigests = template?.digest !== undefined;
    this.#engine =
      template === undefined ? undefined : JsonRowEngine.create({ names, template, hasDigests });
  }

  /** A row is a view of them. */
  get holdsBytes(): boolean {
    return true;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#fault ?? this.#machine.failure;
  }

  *push(bytes: Uint8Array): Generator<RenderedBatch, void> {
    yield* this.#render(this.#machine.push(bytes));
  }

  *finish(): Generator<RenderedBatch, void> {
    if (this.failure === undefined) yield* this.#render(this.#machine.finish());
  }

  *#render(rows: readonly Row[]): Generator<RenderedBatch, void> {
    for (let from = 0; from < rows.length && this.#fault === undefined; ) {
      const to = this.#engine === undefined ? from : putRows(this.#engine, rows, from);
      if (this.#engine !== undefined && to > from)
        yield* this.#rendered(this.#engine, rows.slice(from, to));
      else yield* this.#mapped(rows[from]);
      from = Math.max(to, from + 1);
    }
  }

  /** Gives all that was put, in its order, up to a row that is no JSON. */
  *#rendered(engine: JsonRowEngine, rows: readonly Row[]): Generator<RenderedBatch, void> {
    for (let index = 0; index < rows.length; ) {
      const lines = engine.render(rows[index]?.number ?? 0);
      if (lines === undefined) {
        engine.skip();
        yield* this.#mapped(rows[index]);
        if (this.#fault !== undefined) return;
      } else yield lines;
      index += lines?.count ?? 1;
    }
  }

  /** Gives a row that is to be mapped, unless it is no JSON. */
  *#mapped(row: Row | undefined): Generator<RenderedBatch, void> {
    if (row === undefined) return;
    this.#fault = this.#machine.faultOf?.(row);
    if (this.#fault === undefined) yield { kind: 'rows', rows: [row] };
  }
}

/** Puts as many rows into the engine as it takes; gives the index of the first that was not put. */
function putRows(engine: JsonRowEngine, rows: readonly Row[], from: number): number {
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index];
    if (!(row instanceof JsonRow) || !engine.put(row.bytes, row.unprovenAfter === undefined))
      return index;
  }
  return rows.length;
}
