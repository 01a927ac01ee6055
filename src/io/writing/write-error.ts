import { tmpdir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { DatasetError, isBedrockBatchError, quote } from '../../core/index.ts';
import { TEMPORARY_PREFIX } from './temporary-prefix.ts';

const LONGEST_PATH = 200;

/** What is wrong and what to do, by the code of the system. */
const FAULTS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOSPC: ['the disk is full', 'Make room on the disk, then repeat the command'],
  EDQUOT: ['the quota of the disk is used up', 'Make room on the disk, then repeat the command'],
  EROFS: ['the file system is read-only', 'Use a folder that can be written to'],
  EACCES: ['access is denied', 'Allow this user to write there, or use another folder'],
  EPERM: ['it is not permitted', 'Allow this user to write there, or use another folder'],
  ENOENT: [
    'its folder is gone',
    'Let the folder be until the command has ended, and repeat the command',
  ],
  ENOTDIR: ['a part of its path is a file', 'Choose a path whose parts are folders'],
  EEXIST: ['a file is there already', 'Move it away, and repeat the command'],
  ENAMETOOLONG: ['its path is too long', 'Choose a shorter path'],
  EFBIG: ['it is larger than the file system takes', 'Use a disk that takes larger files'],
  EMFILE: ['too many files are open', 'Raise the limit of open files, then repeat the command'],
  ENFILE: ['too many files are open', 'Close other programs, then repeat the command'],
  EIO: ['the disk has failed', 'Check the disk, then repeat the command'],
};
/** Faults that another folder does not have. */
const FOLDER_FAULTS = new Set([
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
]);
const PASSING = new Set(['EMFILE', 'ENFILE', 'EIO', 'EBUSY']);

/** What to do where it is the folder for temporary files that takes nothing: nobody named it, and repeating does not help. */
const TEMPORARY_HINT =
  'Set TMPDIR, on Windows TEMP, to a folder that is there, takes files and has room, then repeat the command';

/** Tells whether a path is the folder for temporary files, or what a command keeps directly in it for as long as it runs. */
function isForTemporaryFiles(path: string): boolean {
  const folder = resolve(tmpdir());
  const at = resolve(path);
  return at === folder || (dirname(at) === folder && basename(at).startsWith(TEMPORARY_PREFIX));
}

/**
 * Wraps an error of the file system about a file or a folder that was to be written. One of our own passes.
 *
 * Whoever writes does so beside what is there, and puts it in place when it is whole: so what was there before is not lost.
 */
export function writeError(path: string, cause: unknown): Error {
  if (!(cause instanceof Error)) return new Error(String(cause));
  const { code, syscall, message } = cause as NodeJS.ErrnoException;
  if (isBedrockBatchError(cause) || code === undefined || syscall === undefined) return cause;
  const [why = message, known] = FAULTS[code] ?? [];
  const hint = FOLDER_FAULTS.has(code) && isForTemporaryFiles(path) ? TEMPORARY_HINT : known;
  return new DatasetError(
    'DATASET_WRITE',
    `${quote(path, LONGEST_PATH)} cannot be written: ${why} (${code}); what was there before is not lost`,
    { path, cause, hint, isRetryable: PASSING.has(code) },
  );
}

/** Does something to a file or a folder and wraps what goes wrong. */
export async function writing<Value>(path: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (cause) {
    throw writeError(path, cause);
  }
}

/** The same at once. */
export function writingNow<Value>(path: string, act: () => Value): Value {
  try {
    return act();
  } catch (cause) {
    throw writeError(path, cause);
  }
}
