import { tmpdir } from 'node:os';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { quote } from '../../core/index.ts';
import { UsageError } from '../session/usage-error.ts';
import { type OutcomeFlags, STDOUT } from './outcome-flags.ts';

/** What a file of outcomes must not be put over, or into. */
export interface Guarded {
  /** Folder of the dataset. */
  readonly dataset: string;
  /** Files and folders of rows that were named. */
  readonly sources: readonly string[];
}

/**
 * Gives the path that `--output` names; undefined where outcomes go elsewhere.
 *
 * @throws {UsageError} where it is a folder, or the file would replace or join what it is made of.
 */
export async function outcomeFile(
  { output }: OutcomeFlags,
  { dataset, sources }: Guarded,
): Promise<string | undefined> {
  if (output === undefined || output === STDOUT) return undefined;
  const refuse = (why: string) =>
    new UsageError(`--output ${quote(output, 200)} ${why}`, {
      hint: 'Name a file of its own, such as outcomes.jsonl',
    });
  (await import('../../io/index.ts')).requireOnDisk(output, 'output');
  if (output === '' || (await isFolder(output))) throw refuse('is no file');
  if (isWithin(dataset, output))
    throw refuse('is in the folder of the dataset, which is not changed');
  if (sources.some((source) => isWithin(source, output)))
    throw refuse('is one of the sources, or in a folder of them');
  return output;
}

/** Gives the folder for what waits for its place: beside the file, where there is one. */
export async function folderForWaiting(file: string | undefined): Promise<string> {
  const folder = file === undefined ? tmpdir() : dirname(resolve(file));
  return (await isFolder(folder)) ? folder : tmpdir();
}

async function isFolder(path: string): Promise<boolean> {
  const { pathKind } = await import('../../io/index.ts');
  return (await pathKind(path)) === 'folder';
}

function isWithin(path: string, inner: string): boolean {
  const way = relative(resolve(path), resolve(inner));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
