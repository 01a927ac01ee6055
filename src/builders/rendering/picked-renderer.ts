import { type BedrockBatchError, NEWLINE } from '../../core/index.ts';
import { JsonRowEngine } from '../../engine/index.ts';
import type { PickMachine } from '../machines/pick-machine.ts';
import type { JsonRow } from '../rows/json-row.ts';
import type { RenderedBatch, TemplateFor } from './rendered-batch.ts';
import type { Renderer } from './renderer.ts';

const LINE_END = Uint8Array.of(NEWLINE);

/**
 * Turns the rows inside of a JSON document into lines: the machine finds them, and the engine makes lines of those that it may.
 *
 * Memory: that of the machine and of the engine.
 */
export class PickedRenderer implements Renderer {
  readonly #machine: PickMachine;
  #engine: JsonRowEngine | undefined;

  constructor(machine: PickMachine, maxRowBytes: number, templateFor: TemplateFor) {
    this.#machine = machine;
    const { columns: names } = templateFor;
    const template = templateFor(names);
    if (template === undefined) return;
    const hasDigests = template.digest !== undefined;
    const options = { layout: 'lines', maxRowBytes, names, template, hasDigests } as const;
    this.#engine = JsonRowEngine.create(options);
  }

  /** The machine does. */
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

  *#render(rows: readonly JsonRow[]): Generator<RenderedBatch, void> {
    // no line break stands in what the machine writes
    this.#engine?.push(Buffer.concat(rows.flatMap((row) => [row.bytes, LINE_END])));
    let taken = 0;
    for (let next = this.#engine?.next(); next !== undefined; next = this.#engine?.next()) {
      if (next.kind === 'rest') break;
      const count = next.kind === 'lines' ? next.count : 1;
      yield next.kind === 'lines' ? next : { kind: 'rows', rows: rows.slice(taken, taken + 1) };
      taken += count;
    }
    if (taken === rows.length) return;
    this.#engine = undefined;
    yield { kind: 'rows', rows: rows.slice(taken) };
  }
}
