import { JsonlMachine } from '../machines/jsonl-machine.ts';
import type { ByteSource } from './byte-source.ts';
import { jsonSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';

/**
 * Makes a source of the lines of a JSONL file; each is any JSON value. Blank lines and a byte order mark are skipped.
 *
 * Memory: 256 KiB and one line, whatever the size of the file.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Name and largest row.
 * @returns A source; nothing is read before its rows are. They throw {@link SourceError}: `SOURCE_NOT_FOUND`, `SOURCE_READ`,
 * `SOURCE_ENCODING` where it is not UTF-8, `SOURCE_SYNTAX` with line and column where a line is no JSON, `SOURCE_ROW` for a line
 * that is too long.
 *
 * @example Read rows from memory
 * ```ts
 * import { jsonl } from 'bedrock-batch/builders';
 *
 * const source = jsonl(new TextEncoder().encode('{"prompt":"Hi"}\n{"prompt":"Ho"}\n'));
 * for await (const rows of source.rows()) {
 *   console.assert(rows.map((row) => row.text('prompt')).join() === 'Hi,Ho');
 * }
 * ```
 */
export function jsonl(where: ByteSource, options: SourceOptions = {}): Source {
  return jsonSource(
    where,
    { ...options, reading: { format: 'jsonl' } },
    { format: 'jsonl', makeMachine: (machine) => new JsonlMachine(machine) },
  );
}
