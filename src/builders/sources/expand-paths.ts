import { join, resolve } from 'node:path';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import { globFiles, inByteOrder, isGlob, listFiles, pathKind } from '../../io/index.ts';
import { formatByName } from './format-by-name.ts';

/**
 * Gives the files that paths name, in the order of the paths; those of a folder or a pattern in the byte order of their names.
 *
 * A folder stands for all files in it and below it whose names tell a format, but those that begin with a dot.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is no such file, or none in a folder or for a pattern; `SOURCE_READ`.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a file is named twice.
 */
export async function expandPaths(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await filesOf(path)));
  requireOnce(files);
  return files;
}

async function filesOf(path: string): Promise<readonly string[]> {
  const kind = await pathKind(path);
  if (kind === 'file') return [path];
  const isPattern = kind === 'missing' && isGlob(path);
  if (kind === 'missing' && !isPattern) throw notFound(`There is no file ${quote(path)}`, path);
  const files = isPattern ? await globFiles(path) : await filesIn(path);
  if (files.length > 0) return files;
  throw isPattern
    ? notFound(`No file fits ${quote(path)}`, path)
    : notFound(`There is no CSV, TSV, JSON or JSONL file in ${quote(path)}`, path);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const isHidden = (path: string) => path.split('/').some((name) => name.startsWith('.'));
  const found = (await listFiles(folder, '')).filter(
    (path) => formatByName(path) !== undefined && !isHidden(path),
  );
  return inByteOrder(found).map((path) => join(folder, path));
}

function notFound(message: string, source: string): SourceError {
  return new SourceError('SOURCE_NOT_FOUND', message, {
    source,
    hint: 'Check the path; names of files end in .csv, .tsv, .json, .jsonl or .ndjson, or .gz or .zst behind that',
  });
}

function requireOnce(files: readonly string[]): void {
  const seen = new Set<string>();
  for (const file of files) {
    const path = resolve(file);
    if (seen.has(path)) {
      throw new InvalidOptionError(
        `${quote(file)} is named twice, so each of its rows would be too`,
        {
          option: 'source',
          expected: 'each file once',
          received: quote(file),
          hint: 'Leave out one of the two; folders and patterns name their files too',
        },
      );
    }
    seen.add(path);
  }
}
