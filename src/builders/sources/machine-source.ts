import { archiveKind, fileIdentity } from '../../io/index.ts';
import type { MachineOptions, RowMachine } from '../machines/row-machine.ts';
import { archiveError } from '../machines/source-faults.ts';
import type { Row } from '../rows/row.ts';
import { type ByteSource, byteReader, isRepeatable, nameOf } from './byte-source.ts';
import { DEFAULT_ROW_BYTES, type RowsOptions, type Source, type SourceOptions } from './source.ts';

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
      rowsOf(read(rowsOptions), makeMachine({ name, maxRowBytes }), name),
  });
}

/** Refuses what is no text of any format, whatever it is called. */
function requireText(head: Uint8Array, name: string): void {
  const kind = archiveKind(head);
  if (kind !== undefined) throw archiveError(name, kind);
}

async function* rowsOf(
  blocks: AsyncIterable<Uint8Array>,
  machine: RowMachine,
  name: string,
): AsyncGenerator<readonly Row[], void> {
  let isFirst = true;
  for await (const bytes of blocks) {
    if (isFirst) requireText(bytes, name);
    isFirst = false;
    const rows = machine.push(bytes);
    if (rows.length > 0) yield rows;
    if (machine.failure !== undefined) throw machine.failure;
  }
  const rows = machine.finish();
  if (rows.length > 0) yield rows;
  if (machine.failure !== undefined) throw machine.failure;
}
