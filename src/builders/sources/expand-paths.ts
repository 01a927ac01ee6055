import { join, resolve } from 'node:path';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import { jobFolder, MANIFEST_NAME } from '../../dataset/index.ts';
import {
  globFiles,
  inByteOrder,
  isGlob,
  isS3Address,
  listFiles,
  type ObjectSourceOptions,
  objectsAt,
  pathKind,
} from '../../io/index.ts';
import { formatByName } from './format-by-name.ts';

/**
 * Gives the files that paths name, in the order of the paths; those of a folder or a pattern in the byte order of their names.
 *
 * A folder stands for all files in it and below it whose names tell a format, but those that begin with a dot.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is no such file, or none in a folder or for a pattern; `SOURCE_READ`.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a file is named twice.
 */
export async function expandPaths(
  paths: readonly string[],
  s3?: ObjectSourceOptions,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths)
    files.push(...(isS3Address(path) ? await objectsOf(path, s3) : await filesOf(path)));
  requireOnce(files);
  return files;
}

/** Objects are named by their keys as files are by their paths; one that is named itself may have any name. */
async function objectsOf(
  uri: string,
  s3: ObjectSourceOptions | undefined,
): Promise<readonly string[]> {
  const found = await objectsAt(uri, s3);
  if (isDataset(uri, found)) throw isNoSource(uri);
  const objects = found.filter((object) => object === uri || isSource(object.slice(uri.length)));
  if (objects.length > 0) return objects;
  throw notFound(`There is no CSV, TSV, JSON or JSONL object at ${quote(uri, 200)}`, uri);
}

/** Records that were built are no rows, and its manifest would be one. */
function isDataset(uri: string, found: readonly string[]): boolean {
  const prefix = uri.endsWith('/') ? uri : `${uri}/`;
  const hasManifest = found.includes(`${prefix}${MANIFEST_NAME}`);
  return hasManifest && found.some((object) => object.startsWith(`${prefix}${jobFolder(0)}/`));
}

function isNoSource(uri: string): InvalidOptionError {
  return new InvalidOptionError(
    `${quote(uri, 200)} is a dataset in S3, and rows are made into one`,
    {
      option: 'source',
      expected: 'an object or a prefix with rows',
      received: quote(uri, 200),
      hint: 'Submit it as it is with bedrock-batch submit',
    },
  );
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
  const found = (await listFiles(folder, '')).filter(isSource);
  return inByteOrder(found).map((path) => join(folder, path));
}

function isSource(path: string): boolean {
  const isHidden = path.split('/').some((name) => name.startsWith('.'));
  return formatByName(path) !== undefined && !isHidden;
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
    const path = isS3Address(file) ? file : resolve(file);
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
