import { OPEN_ARRAY } from '../../core/index.ts';
import type { JsonLayout } from '../../engine/index.ts';
import { readBytes, readObjectAt } from '../../io/index.ts';
import { CsvMachine, type CsvMachineOptions } from '../machines/csv-machine.ts';
import { JsonArrayMachine } from '../machines/json-array-machine.ts';
import { JsonlMachine } from '../machines/jsonl-machine.ts';
import type { MachineOptions } from '../machines/row-machine.ts';
import { CsvRenderer } from '../rendering/csv-renderer.ts';
import { JsonRenderer } from '../rendering/json-renderer.ts';
import { isInS3, type ReadOptions } from '../sources/byte-source.ts';
import { type BlockReading, blockSource } from '../sources/machine-source.ts';
import { type OpenSourceOptions, openSource } from '../sources/open-source.ts';
import { DEFAULT_ROW_BYTES, type Source } from '../sources/source.ts';
import { tableReading } from '../sources/table-options.ts';
import type { FileLayout } from './cuttable.ts';

/** What is known of a table once the line is read that names its columns. */
export interface KnownTable {
  readonly columns: readonly string[];
  /** Most fields of a row: those behind the columns hold nothing. */
  readonly width: number;
  /** The byte between fields. */
  readonly delimiter: number;
}

/** A file of rows, and what its rows stand in. */
export interface RowFile {
  readonly path: string;
  /** What diagnostics call it. */
  readonly name: string;
  readonly bytes: number;
  /** Entity tag of an object in S3. */
  readonly etag?: string | undefined;
  /** Absent where it cannot be cut. */
  readonly layout?: FileLayout | undefined;
  /** Of a table. */
  readonly table?: KnownTable | undefined;
}

/** Rows of a file that stand one behind the other. */
export interface RowSpan {
  /** Offsets of their first byte, and behind their last one. */
  readonly start: number;
  readonly end: number;
  /** Rows before them in the file. */
  readonly rowsBefore: number;
  /** 1-based line of the file in which they begin. */
  readonly line: number;
}

const CLOSE_ARRAY = Buffer.from(']');
const BEGIN_ARRAY = Buffer.of(OPEN_ARRAY);

/**
 * Makes a source of a span of a file: its rows have the numbers and places that they have in the whole file.
 *
 * Memory: as that of the whole file.
 */
export function spanSource(file: RowFile, span: RowSpan, options: OpenSourceOptions): Source {
  const { path, name, layout, bytes, etag } = file;
  const objects = { ...options.objects, etag };
  if (layout === undefined || (span.start === 0 && span.end === bytes))
    return openSource(path, { ...options, name, objects });
  const isArray = layout === 'array';
  const before = isArray && span.start > 0 ? BEGIN_ARRAY : undefined;
  const after = isArray && span.end < bytes ? CLOSE_ARRAY : undefined;
  return blockSource(
    {
      name,
      maxRowBytes: options.maxRowBytes ?? DEFAULT_ROW_BYTES,
      isRepeatable: true,
      identity: undefined,
      blocks: (reading) => spanBlocks(path, { span, before, after, objects }, reading),
    },
    isArray || layout === 'lines'
      ? jsonReading(layout, span, before?.length ?? 0)
      : tableReadingOf(file, span, tableReading(options, layout === 'tsv' ? '\t' : ',')),
  );
}

/** Bytes of a span, and what makes them a whole of their own. */
interface SpanBytes {
  readonly span: RowSpan;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
  readonly objects: OpenSourceOptions['objects'];
}

async function* spanBlocks(
  path: string,
  { span, before, after, objects }: SpanBytes,
  reading: ReadOptions = {},
): AsyncGenerator<Uint8Array, void> {
  if (before !== undefined) yield before;
  yield* isInS3(path)
    ? readObjectAt(path, { ...objects, span, signal: reading.signal })
    : readBytes(path, { ...reading, span });
  if (after !== undefined) yield after;
}

function jsonReading(layout: JsonLayout, span: RowSpan, added: number): BlockReading {
  const { start, rowsBefore, line } = span;
  const begin = { layout, rowsBefore, line, unitsBefore: 0, byteOffset: start - added };
  const newMachine = (options: MachineOptions) =>
    layout === 'array' ? new JsonArrayMachine(options) : new JsonlMachine(options);
  return {
    makeMachine: (options) => {
      const machine = newMachine(options);
      machine.goTo(layout, { ...begin, inArray: 'before' });
      return machine;
    },
    makeRenderer: ({ name, maxRowBytes }, templateFor) => {
      const machine = newMachine({ name, maxRowBytes });
      return new JsonRenderer({ name, maxRowBytes, machine, begin }, templateFor);
    },
  };
}

function tableReadingOf(
  file: RowFile,
  span: RowSpan,
  reading: ReturnType<typeof tableReading>,
): BlockReading {
  if (span.start === 0)
    return {
      makeMachine: (machine) => new CsvMachine({ ...machine, ...reading }),
      makeRenderer: (machine, templateFor) =>
        new CsvRenderer({ ...machine, ...reading }, templateFor),
    };
  const { rowsBefore, line, start: byteOffset } = span;
  const begin = { rowsBefore, line, byteOffset };
  const optionsOf = (machine: MachineOptions) => ({
    ...machine,
    ...reading,
    ...behindHeader(file.table),
  });
  return {
    makeMachine: (options) => {
      const machine = new CsvMachine(optionsOf(options));
      machine.goTo(begin);
      return machine;
    },
    makeRenderer: (options, templateFor) => new CsvRenderer(optionsOf(options), templateFor, begin),
  };
}

/** How a table is read on behind its header: columns at the end without a name are said by empty ones. */
export function behindHeader(
  table: KnownTable | undefined,
): Pick<CsvMachineOptions, 'header' | 'delimiter' | 'isBehind' | 'isDelimiterGiven'> {
  const { columns = [], width = 0, delimiter = 0 } = table ?? {};
  const unnamed = Array.from({ length: width - columns.length }, () => '');
  return { header: [...columns, ...unnamed], delimiter, isBehind: true, isDelimiterGiven: true };
}
