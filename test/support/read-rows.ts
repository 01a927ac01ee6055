import type { Row, Source } from '../../src/builders/index.ts';
import type { RowMachine } from '../../src/builders/machines/row-machine.ts';
import type { BedrockBatchError } from '../../src/core/index.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a source to its end. */
export async function readRows(source: Source): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of source.rows()) rows.push(...batch);
  return rows;
}

/** Reads the first row of a source that has one. */
export async function firstRow(source: Source): Promise<Row> {
  const [row] = await readRows(source);
  if (row === undefined) throw new Error('There is no row');
  return row;
}

/** Reads a source that fails, and gives the rows before it and the error. */
export async function readUntilError(
  source: Source,
): Promise<{ rows: Row[]; error: BedrockBatchError }> {
  const rows: Row[] = [];
  try {
    for await (const batch of source.rows()) rows.push(...batch);
  } catch (error) {
    return { rows, error: error as BedrockBatchError };
  }
  throw new Error('The source did not fail');
}

/** What can be compared of a row. */
export function plainRow(row: Row): unknown {
  const { number, line, byteOffset, value, columns } = row;
  return {
    number,
    line,
    byteOffset,
    value,
    columns,
    texts: columns.map((column) => row.text(column)),
  };
}

/** Runs a machine over pieces, and gives its rows and its failure as plain data. */
export function runMachine(
  machine: RowMachine,
  pieces: readonly Uint8Array[],
): { rows: unknown[]; failure: unknown } {
  const rows: Row[] = [];
  for (const piece of pieces) if (machine.failure === undefined) rows.push(...machine.push(piece));
  if (machine.failure === undefined) rows.push(...machine.finish());
  return { rows: rows.map(plainRow), failure: machine.failure?.toJSON() };
}
