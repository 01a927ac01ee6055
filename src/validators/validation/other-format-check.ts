import { type Diagnostic, diagnose, severityOf } from '../../core/index.ts';
import { openFileReader, regularFileBytes } from '../../io/index.ts';
import type { BytePieces } from '../reading/lines-of.ts';
import { otherFormatOf } from './other-format.ts';
import type { JobFile } from './targets.ts';
import type { ValidateOptions } from './validate-options.ts';

/** Enough for the first lines of most files; a file with longer ones is validated line by line. */
const HEAD_BYTES = 1 << 16;

/** Says what a file is that is surely none of records, where that is an error. */
export async function findOtherFormat(
  { source, path, object }: JobFile,
  options: ValidateOptions,
): Promise<Diagnostic | undefined> {
  if (object !== undefined) {
    const looked = await lookAtBytes(object.home.read(object.name), source, options);
    // the rest is not read, which closes the connection
    await looked.close();
    return looked.found;
  }
  const size = regularFileBytes(path);
  if (size === undefined || !isError(options)) return undefined;
  const reader = openFileReader(path);
  try {
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const bytes = head.subarray(0, reader.readAt(head, 0));
    return diagnosticOf({ bytes, isWhole: bytes.length === size, name: path }, source);
  } finally {
    reader.close();
  }
}

/** A stream with what was looked at of it, which is read again. */
export interface LookedAt {
  readonly found: Diagnostic | undefined;
  readonly bytes: BytePieces;
  /** Ends the stream where it is. */
  close(): Promise<void>;
}

/** Looks at the beginning of a stream, as {@link findOtherFormat} does of a file. */
export async function lookAtBytes(
  pieces: BytePieces,
  source: string,
  options: ValidateOptions,
): Promise<LookedAt> {
  const rest = asyncPieces(pieces);
  const close = async () => void (await rest.return());
  if (!isError(options)) return { found: undefined, bytes: rest, close };
  const first: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < HEAD_BYTES && !isWhole) {
    const { value, done } = await rest.next();
    isWhole = done === true;
    if (value === undefined) continue;
    first.push(value);
    length += value.length;
  }
  const found = diagnosticOf({ bytes: Buffer.concat(first), isWhole, name: source }, source);
  return { found, bytes: joined(first, rest), close };
}

async function* asyncPieces(pieces: BytePieces): AsyncGenerator<Uint8Array, void> {
  yield* pieces;
}

async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  yield* first;
  yield* rest;
}

/** Where it is none, the lines are looked at one by one: nothing may pass unseen. */
function isError({ severities }: ValidateOptions): boolean {
  return severityOf('JSONL_OTHER_FORMAT', severities) === 'error';
}

function diagnosticOf(
  head: Parameters<typeof otherFormatOf>[0],
  source: string,
): Diagnostic | undefined {
  const format = otherFormatOf(head);
  if (format === undefined) return undefined;
  return diagnose('JSONL_OTHER_FORMAT', { location: { source, line: 1 }, args: { format } });
}
