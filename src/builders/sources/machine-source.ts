import { fileIdentity } from '../../io/index.ts';
import { type ByteSource, byteReader, isRepeatable, nameOf } from './byte-source.ts';
import {
  DEFAULT_ROW_BYTES,
  type MachineOptions,
  type Row,
  type RowMachine,
  type RowsOptions,
  type Source,
  type SourceOptions,
} from './source.ts';

/** Options of {@link machineSource}. */
export interface MachineSourceOptions extends SourceOptions {
  /** How the bytes are read: what makes other rows of the same bytes. */
  readonly reading: Readonly<Record<string, unknown>>;
}

/** Makes a source out of bytes and the machine that reads rows in them. */
export function machineSource(
  where: ByteSource,
  options: MachineSourceOptions,
  makeMachine: (options: MachineOptions) => RowMachine,
): Source {
  const name = nameOf(where, options.name);
  const read = byteReader(where, name);
  const maxRowBytes = options.maxRowBytes ?? DEFAULT_ROW_BYTES;
  const reading = { ...options.reading, maxRowBytes };
  return Object.freeze({
    name,
    isRepeatable: typeof where === 'string' || isRepeatable(where),
    identity:
      typeof where === 'string'
        ? async () => ({ ...(await fileIdentity(where)), reading })
        : undefined,
    rows: (rowsOptions?: RowsOptions) =>
      rowsOf(read(rowsOptions), makeMachine({ name, maxRowBytes })),
  });
}

async function* rowsOf(
  blocks: AsyncIterable<Uint8Array>,
  machine: RowMachine,
): AsyncGenerator<readonly Row[], void> {
  for await (const bytes of blocks) {
    const rows = machine.push(bytes);
    if (rows.length > 0) yield rows;
    if (machine.failure !== undefined) throw machine.failure;
  }
  const rows = machine.finish();
  if (rows.length > 0) yield rows;
  if (machine.failure !== undefined) throw machine.failure;
}
