import { join } from 'node:path';
import {
  type DatasetRows,
  type Manifest,
  NUMBERS_NAME,
  REJECTED_NAME,
  REJECTED_NUMBERS,
  type RejectedRows,
  ROWS_NAME,
} from '../../dataset/index.ts';
import { FileSink, folderSinks, type Home, nextTurn, UNHASHED } from '../../io/index.ts';
import { NUMBER_BYTES, RowNumberWriter } from '../row-digests/row-numbers.ts';

/** A piece that was built, and what its manifest says. */
export interface BuiltPiece {
  /** Where it lies. */
  readonly home: Home;
  /** Path of its folder below that. */
  readonly folder: string;
  /** Rows of the source before it. */
  readonly rowsBefore: number;
  readonly manifest: Manifest;
}

/**
 * Puts what pieces say of their rows one behind the other: digests, numbers where rows were left out, and rows that were set aside.
 *
 * Memory: 2 MiB.
 */
export async function writePieceRows(
  pieces: readonly BuiltPiece[],
  work: string,
  signal: AbortSignal | undefined,
): Promise<Omit<DatasetRows, 'id'>> {
  const rowsOf = ({ manifest }: BuiltPiece) => manifest.rows?.count ?? 0;
  const crc32 = await joinFiles(pieces, { work, name: ROWS_NAME, signal });
  return {
    count: pieces.reduce((sum, piece) => sum + rowsOf(piece), 0),
    crc32,
    numbers: await writeNumbers(pieces, work, signal),
    rejected: await writeRejected(pieces, work, signal),
  };
}

/** What is put together, and where. */
interface Joining {
  readonly work: string;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
}

/** Puts the files of a name of all pieces together. Gives the CRC32. */
async function joinFiles(
  pieces: readonly BuiltPiece[],
  { work, name, signal }: Joining,
): Promise<string> {
  const sink = new FileSink(join(work, name), UNHASHED);
  try {
    for (const { home, folder } of pieces)
      for await (const bytes of home.read(`${folder}/${name}`, { signal })) sink.write(bytes);
    return sink.close().crc32;
  } catch (error) {
    sink.abandon();
    throw error;
  }
}

/** Writes which rows became records, where some did not. */
async function writeNumbers(
  pieces: readonly BuiltPiece[],
  work: string,
  signal: AbortSignal | undefined,
): Promise<DatasetRows['numbers']> {
  const writer = new RowNumberWriter(folderSinks(work));
  let record = 1;
  try {
    for (const piece of pieces) {
      await addNumbers(writer, piece, record);
      record += piece.manifest.rows?.count ?? 0;
      await nextTurn();
      signal?.throwIfAborted();
    }
    return writer.finish();
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** Adds the rows that became the records of a piece, from a record of the whole on. */
async function addNumbers(
  writer: RowNumberWriter,
  { home, folder, rowsBefore, manifest }: BuiltPiece,
  record: number,
): Promise<void> {
  const { count = 0, numbers } = manifest.rows ?? {};
  if (numbers === undefined) return writer.addRun(rowsBefore + 1, record, count);
  let next = record;
  for await (const rows of numbersIn(home.read(`${folder}/${NUMBERS_NAME}`)))
    for (const row of rows) {
      writer.add(row, next);
      next += 1;
    }
}

/** Gives the numbers in a file, some at a time. */
async function* numbersIn(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly number[], void> {
  let held = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = Buffer.concat([held, piece]);
    const whole = bytes.length - (bytes.length % NUMBER_BYTES);
    const numbers: number[] = [];
    for (let at = 0; at < whole; at += NUMBER_BYTES)
      numbers.push(bytes.readUIntLE(at, NUMBER_BYTES));
    yield numbers;
    held = bytes.subarray(whole);
  }
}

async function writeRejected(
  pieces: readonly BuiltPiece[],
  work: string,
  signal: AbortSignal | undefined,
): Promise<RejectedRows | undefined> {
  const some = pieces.filter(({ manifest }) => manifest.rows?.rejected !== undefined);
  if (some.length === 0) return undefined;
  const crc32 = await joinFiles(some, { work, name: REJECTED_NAME, signal });
  const rejected = some.flatMap(({ manifest }) => manifest.rows?.rejected ?? []);
  return {
    count: rejected.reduce((sum, { count }) => sum + count, 0),
    numbers: rejected.flatMap(({ numbers }) => numbers).slice(0, REJECTED_NUMBERS),
    bytes: rejected.reduce((sum, { bytes }) => sum + bytes, 0),
    crc32,
  };
}
