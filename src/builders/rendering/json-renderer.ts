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
    return this.#machine.failure;
  }

  *push(bytes: Uint8Array): Generator<RenderedBatch, void> {
    yield* this.#render(this.#machine.push(bytes));
  }

  *finish(): Generator<RenderedBatch, void> {
    if (this.failure === undefined) yield* this.#render(this.#machine.finish());
  }

  *#render(rows: readonly Row[]): Generator<RenderedBatch, void> {
    const engine = this.#engine;
    if (engine === undefined) {
      yield { kind: 'rows', rows };
      return;
    }
    for (let from = 0; from < rows.length; ) {
      const to = putRows(engine, rows, from);
      if (to > from) yield* rendered(engine, rows.slice(from, to));
      else yield { kind: 'rows', rows: rows.slice(from, from + 1) };
      from = Math.max(to, from + 1);
    }
  }
}

/** Puts as many rows into the engine as it takes; gives the index of the first that was not put. */
function putRows(engine: JsonRowEngine, rows: readonly Row[], from: number): number {
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index];
    if (!(row instanceof JsonRow) || !engine.put(row.bytes)) return index;
  }
  return rows.length;
}

/** Gives all that was put, in its order. */
function* rendered(engine: JsonRowEngine, rows: readonly Row[]): Generator<RenderedBatch, void> {
  for (let index = 0; index < rows.length; ) {
    const row = rows[index] as Row;
    const lines = engine.render(row.number);
    if (lines === undefined) {
      engine.skip();
      yield { kind: 'rows', rows: [row] };
    } else yield lines;
    index += lines?.count ?? 1;
  }
}
