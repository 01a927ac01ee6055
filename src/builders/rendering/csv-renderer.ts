import { type BedrockBatchError, CARRIAGE_RETURN, NEWLINE } from '../../core/index.ts';
import { CsvRowEngine, type HostRows, type RowPlace } from '../../engine/index.ts';
import type { OpenTable } from '../machines/csv/open-table.ts';
import { CsvMachine, type CsvMachineOptions } from '../machines/csv-machine.ts';
import type { Row } from '../rows/row.ts';
import type { RenderedBatch, TemplateFor } from './rendered-batch.ts';
import type { Renderer } from './renderer.ts';

/**
 * Turns the bytes of a table into lines, as far as the engine may, and into rows where it may not.
 *
 * The machine reads what stands before the rows, each row that the engine gives out, and all of the source where there is no engine or
 * no template: so what is wrong with a source is said in one place. Memory: that of the engine and of the machine.
 */
export class CsvRenderer implements Renderer {
  readonly #options: CsvMachineOptions;
  readonly #templateFor: TemplateFor;
  readonly #machine: CsvMachine;
  #engine: CsvRowEngine | undefined;
  /** Whether all that comes is the machine's. */
  #isMachines = false;
  /** The last byte that the machine got before the engine began. */
  #lastByte: number | undefined;

  /** @param begin Where in the source the bytes begin, behind the line that names the columns. Default: its beginning. */
  constructor(options: CsvMachineOptions, templateFor: TemplateFor, begin?: RowPlace) {
    this.#options = options;
    this.#templateFor = templateFor;
    this.#machine = new CsvMachine(options);
    if (begin !== undefined) this.#machine.goTo(begin);
  }

  /** What is known of the table, and how far it was read: to where the next row begins. Undefined where the machine is within a row. */
  get table(): OpenTable | undefined {
    const { table } = this.#machine;
    if (table !== undefined && this.#engine !== undefined)
      return { ...table, ...this.#engine.place() };
    return table;
  }

  /** Why there are no more rows, once there is a reason; those given before it are good. */
  get failure(): BedrockBatchError | undefined {
    return this.#machine.failure;
  }

  /** Whether bytes that were pushed may still be looked at. */
  get holdsBytes(): boolean {
    return this.#engine === undefined;
  }

  /**
   * Takes the next bytes, which must not change afterwards unless {@link holdsBytes} says that they may.
   *
   * @yields What they complete, each valid until the next is asked for; all has to be asked for.
   */
  *push(bytes: Uint8Array): Generator<RenderedBatch, void> {
    let rest = bytes;
    while (!this.#isMachines && this.#engine === undefined && rest.length > 0) {
      const { table } = this.#machine;
      if (table !== undefined) rest = this.#begin(table, rest);
      else {
        const line = rest.subarray(0, behindLine(rest));
        this.#lastByte = line.at(-1);
        rest = rest.subarray(line.length);
        const rows = this.#machine.push(line);
        // something may have been told of a row that is none
        if (rows.length > 0 || this.#machine.table !== undefined) yield { kind: 'rows', rows };
        if (this.failure !== undefined) return;
      }
    }
    if (rest.length === 0) return;
    this.#engine?.push(rest);
    if (this.#engine === undefined) yield { kind: 'rows', rows: this.#machine.push(rest) };
    else yield* this.#drain();
  }

  /** @yields What the end of the source completes. */
  *finish(): Generator<RenderedBatch, void> {
    this.#engine?.finish();
    yield* this.#drain();
    if (this.#engine === undefined && this.failure === undefined)
      yield { kind: 'rows', rows: this.#machine.finish() };
  }

  /** Makes the engine for what follows, where there can be one. Gives the bytes that are to be read on. */
  #begin(table: OpenTable, bytes: Uint8Array): Uint8Array {
    const isSecondHalf = this.#lastByte === CARRIAGE_RETURN && bytes[0] === NEWLINE;
    const place = { ...table, byteOffset: table.byteOffset + (isSecondHalf ? 1 : 0) };
    const template = this.#templateFor(table.columns);
    const engine =
      template === undefined
        ? undefined
        : CsvRowEngine.create({
            delimiter: table.delimiter,
            comment: this.#options.comment,
            maxRowBytes: this.#options.maxRowBytes,
            template: { ...template, mostFields: table.width },
            place,
          });
    this.#engine = engine;
    this.#isMachines = engine === undefined;
    return isSecondHalf && engine !== undefined ? bytes.subarray(1) : bytes;
  }

  *#drain(): Generator<RenderedBatch, void> {
    while (this.#engine !== undefined && this.failure === undefined) {
      const next = this.#engine.next();
      if (next === undefined) return;
      yield next.kind === 'lines' ? next : { kind: 'rows', rows: this.#readRows(next) };
    }
  }

  #readRows({ kind, bytes, ...place }: HostRows): readonly Row[] {
    this.#machine.goTo(place);
    if (kind === 'rest') {
      this.#engine = undefined;
      this.#isMachines = true;
      return this.#machine.push(Uint8Array.from(bytes));
    }
    const rows = this.#machine.push(bytes);
    this.#engine?.countRows(this.#machine.table?.rowsBefore ?? place.rowsBefore + 1);
    return rows;
  }
}

/** The index behind the first end of a line, where a carriage return is one; the length where there is none. */
function behindLine(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte === NEWLINE || byte === CARRIAGE_RETURN);
  return end === -1 ? bytes.length : end + 1;
}
