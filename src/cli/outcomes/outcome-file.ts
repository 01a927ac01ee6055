import { tmpdir } from 'node:os';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { quote } from '../../core/index.ts';
import { isS3Argument } from '../flags/dataset-argument.ts';
import { UsageError } from '../session/usage-error.ts';
import { type OutcomeFlags, STDOUT } from './outcome-flags.ts';

/** What a file of outcomes must not be put over, or into. */
export interface Guarded {
  /** Folder of the dataset, or its prefix in S3. */
  readonly dataset: string;
  /** Files and folders of rows that were named, and what they are in S3. */
  readonly sources: readonly string[];
}

/**
 * Gives the path or the S3 URI that `--output` names; undefined where outcomes go elsewhere.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is an address in S3 that names no object.
 * @throws {UsageError} where it is a folder, or the file would replace or join what it is made of.
 */
export async function outcomeFile(
  { output }: OutcomeFlags,
  { dataset, sources }: Guarded,
): Promise<string | undefined> {
  if (output === undefined || output === STDOUT) return undefined;
  const refuse = (why: string) =>
    new UsageError(`--output ${quote(output, 200)} ${why}`, {
      hint: isS3Argument(output)
        ? 'Name an object of its own, such as s3://my-bucket/outcomes.jsonl'
        : 'Name a file of its own, such as outcomes.jsonl',
    });
  if (isS3Argument(output)) (await import('../../results/index.ts')).placeAt(output);
  else if (output === '' || (await isFolder(output))) throw refuse('is no file');
  if (isWithin(dataset, output))
    throw refuse(
      `is ${isS3Argument(output) ? 'below the prefix' : 'in the folder'} of the dataset, which is not changed`,
    );
  if (sources.some((source) => isWithin(source, output)))
    throw refuse('is one of the sources, or in a folder of them');
  return output;
}

/** Gives the folder for what waits for its place: beside the file, where there is one. */
export async function folderForWaiting(file: string | undefined): Promise<string> {
  const isBeside = file !== undefined && !isS3Argument(file);
  const folder = isBeside ? dirname(resolve(file)) : tmpdir();
  return (await isFolder(folder)) ? folder : tmpdir();
}

async function isFolder(path: string): Promise<boolean> {
  const { pathKind } = await import('../../io/index.ts');
  return (await pathKind(path)) === 'folder';
}

function isWithin(path: string, inner: string): boolean {
  if (isS3Argument(path) || isS3Argument(inner))
    return inner === path || inner.startsWith(path.endsWith('/') ? path : `${path}/`);
  const way = relative(resolve(path), resolve(inner));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
