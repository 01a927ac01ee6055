import { InvalidOptionError } from '../../core/index.ts';
import { FileRow } from '../rows/file-row.ts';
import type { Row } from '../rows/row.ts';
import { expandPaths } from './expand-paths.ts';
import { type OpenSourceOptions, openSource } from './open-source.ts';
import type { RowsOptions, Source, SourceIdentity } from './source.ts';

/**
 * Makes one source of several files: their rows one file after the other, counted over all of them.
 *
 * Each path is a file, a folder, or a pattern such as `data/*.csv`. They are read in the order given; a folder gives all files in and below
 * it whose names end as those of a format, a pattern those that fit, both in the byte order of their paths, so that `part-10` stands before
 * `part-2`. Each file is opened as {@link openSource} does: it has a header of its own, and may be packed. Diagnostics name file and row.
 * Memory: that of one file at a time, and the list of their paths.
 *
 * @param paths Files, folders and patterns.
 * @param options How each file is read; format and other options hold for all of them.
 * @returns A source that can be read again; which files there are is looked up when its rows or its identity are asked for. Its rows
 * throw what those of {@link openSource} do, {@link SourceError} `SOURCE_NOT_FOUND` where a folder or a pattern has no file, and
 * {@link InvalidOptionError} `INVALID_OPTION` where a file is named twice.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there are no paths.
 *
 * @example Two files
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { fromFiles } from 'bedrock-batch/builders';
 *
 * const folder = await mkdtemp(join(tmpdir(), 'example-'));
 * await writeFile(join(folder, 'a.csv'), 'title\nJaws\n');
 * await writeFile(join(folder, 'b.jsonl'), '{"title":"Alien"}\n');
 * for await (const rows of fromFiles([folder]).rows())
 *   for (const { number, source } of rows) console.assert(source.endsWith(number === 1 ? 'a.csv' : 'b.jsonl'));
 * ```
 */
export function fromFiles(
  paths: readonly string[],
  options: Omit<OpenSourceOptions, 'name'> = {},
): Source {
  const [first, ...others] = paths;
  if (first === undefined) throw noPaths();
  return Object.freeze({
    name: others.length === 0 ? first : `${first} and ${others.length} more`,
    isRepeatable: true,
    identity: () => identityOf(first, paths, options),
    rows: (rowsOptions?: RowsOptions) => rowsOf(paths, options, rowsOptions),
  });
}

function noPaths(): InvalidOptionError {
  return new InvalidOptionError('There are no paths to read rows from', {
    option: 'source',
    expected: 'one path at least',
    received: 'none',
  });
}

/** What identifies all files together: each of them, in their order. */
async function identityOf(
  path: string,
  paths: readonly string[],
  options: OpenSourceOptions,
): Promise<SourceIdentity> {
  const files: SourceIdentity[] = [];
  for (const file of await expandPaths(paths)) {
    const identity = await openSource(file, options).identity?.();
    if (identity !== undefined) files.push(identity);
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const modified = files.reduce((latest, file) => Math.max(latest, file.modified), 0);
  return { path, bytes, modified, files };
}

async function* rowsOf(
  paths: readonly string[],
  options: OpenSourceOptions,
  { signal, onRagged }: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  let before = 0;
  for (const file of await expandPaths(paths)) {
    let last = 0;
    const from = before;
    const reading: RowsOptions = {
      signal,
      onRagged:
        onRagged &&
        ((ragged) => {
          if (ragged.fate === 'refused') last = Math.max(last, ragged.row);
          onRagged({ ...ragged, row: ragged.row + from, fileRow: ragged.row });
        }),
    };
    for await (const batch of openSource(file, options).rows(reading)) {
      last = Math.max(last, batch.at(-1)?.number ?? 0);
      yield batch.map((row) => new FileRow(row, from));
    }
    before += last;
  }
}
