import { type BedrockBatchError, NEWLINE } from '../../core/index.ts';
import { CsvMachine } from '../machines/csv-machine.ts';
import { JsonArrayMachine } from '../machines/json-array-machine.ts';
import { JsonlMachine } from '../machines/jsonl-machine.ts';
import { CsvRenderer } from '../rendering/csv-renderer.ts';
import { JsonRenderer } from '../rendering/json-renderer.ts';
import { lastRowOf, type RenderedBatch, type TemplateFor } from '../rendering/rendered-batch.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { Row } from '../rows/row.ts';
import type { OpenSourceOptions } from '../sources/open-source.ts';
import { DEFAULT_ROW_BYTES } from '../sources/source.ts';
import { tableReading } from '../sources/table-options.ts';
import type { FileLayout } from './cuttable.ts';
import type { ReadPlace } from './row-cut.ts';
import { behindHeader, type KnownTable } from './span-source.ts';

/** Makes a line of nothing of each row: the engine finds where rows end, and writes next to nothing. */
export const COUNTING: TemplateFor = Object.assign(
  (columns: readonly string[]) => ({
    fields: columns.length,
    pieces: [Uint8Array.of(NEWLINE)],
    needed: [],
  }),
  { columns: [] },
);

/** Reads the rows of a file to find where they begin, and makes nothing of them. */
export interface RowScanner {
  /** Where the next row begins, as far as the file was read; undefined where that is not known, and before the first row can begin. */
  readonly place: ReadPlace | undefined;
  /** Rows so far, those counted too that are refused. */
  readonly rows: number;
  readonly failure: BedrockBatchError | undefined;
  /** Whether what was pushed may still be looked at. */
  readonly holdsBytes: boolean;
  /** What is known of the table, where the rows stand in one. */
  readonly table: KnownTable | undefined;
  readonly push: (bytes: Uint8Array) => void;
  readonly finish: () => void;
  /** Reads the rows between two places, from what stands there. */
  readonly rowsBetween: (from: ReadPlace, bytes: Uint8Array) => readonly Row[];
}

/** Makes what scans a file. */
export function rowScanner(
  layout: FileLayout,
  name: string,
  options: OpenSourceOptions,
): RowScanner {
  const maxRowBytes = options.maxRowBytes ?? DEFAULT_ROW_BYTES;
  if (layout === 'csv' || layout === 'tsv') {
    const reading = tableReading(options, layout === 'tsv' ? '\t' : ',');
    return tableScanner({ ...reading, name, maxRowBytes });
  }
  return jsonScanner(layout, { name, maxRowBytes });
}

/** Counts the rows of batches. */
class RowCount {
  rows = 0;

  readonly onRagged = ({ row, fate }: RaggedRow): void => {
    if (fate === 'refused') this.rows = Math.max(this.rows, row);
  };

  take(batches: Iterable<RenderedBatch>): void {
    for (const batch of batches) this.rows = Math.max(this.rows, lastRowOf(batch));
  }
}

function tableScanner(
  options: ReturnType<typeof tableReading> & {
    readonly name: string;
    readonly maxRowBytes: number;
  },
): RowScanner {
  const count = new RowCount();
  const { onRagged } = count;
  const renderer = new CsvRenderer({ ...options, onRagged }, COUNTING);
  let known: KnownTable | undefined;
  return {
    get place() {
      const { table } = renderer;
      known ??= table;
      return table === undefined ? undefined : { ...table, start: table.byteOffset };
    },
    get rows() {
      return count.rows;
    },
    get failure() {
      return renderer.failure;
    },
    get holdsBytes() {
      return renderer.holdsBytes;
    },
    get table() {
      return known && { columns: known.columns, width: known.width, delimiter: known.delimiter };
    },
    push: (bytes) => count.take(renderer.push(bytes)),
    finish: () => count.take(renderer.finish()),
    rowsBetween: ({ start: byteOffset, rowsBefore, line }, bytes) => {
      const machine = new CsvMachine({ ...options, ...behindHeader(known), onRagged: () => {} });
      machine.goTo({ byteOffset, rowsBefore, line });
      return machine.push(bytes);
    },
  };
}

function jsonScanner(
  layout: 'lines' | 'array',
  options: { readonly name: string; readonly maxRowBytes: number },
): RowScanner {
  const newMachine = () =>
    layout === 'array' ? new JsonArrayMachine(options) : new JsonlMachine(options);
  const count = new RowCount();
  const begin = { layout, rowsBefore: 0, line: 1, unitsBefore: 0, byteOffset: 0 };
  const renderer = new JsonRenderer({ ...options, machine: newMachine(), begin }, COUNTING);
  return {
    get place() {
      const { place } = renderer;
      return place === undefined ? undefined : { ...place, start: place.byteOffset };
    },
    get rows() {
      return count.rows;
    },
    get failure() {
      return renderer.failure;
    },
    get holdsBytes() {
      return renderer.holdsBytes;
    },
    table: undefined,
    push: (bytes) => count.take(renderer.push(bytes)),
    finish: () => count.take(renderer.finish()),
    rowsBetween: ({ start: byteOffset, inArray = 'before', ...place }, bytes) => {
      const machine = newMachine();
      machine.goTo(layout, { ...place, byteOffset, inArray, unitsBefore: 0 });
      return machine.push(bytes);
    },
  };
}
