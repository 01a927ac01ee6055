import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../core/index.ts';
import { readError } from '../read-error.ts';
import { replaceFile } from './atomic-file.ts';

/** A text that a store holds, with a tag that changes whenever the text does. */
export interface Stored {
  readonly text: string;
  readonly tag: string;
}

/**
 * Where manifests and run states live. A folder by default; whoever keeps them elsewhere gives their own.
 */
export interface Store {
  /** What messages call it, such as the folder's path. */
  readonly name: string;
  /** Loads a text by its name with slashes; undefined where there is none. */
  load(name: string): Promise<Stored | undefined>;
  /**
   * Saves a text in one step and gives its tag.
   *
   * @param ifMatch Tag of what must be there now; null where nothing may be there.
   * @throws {DatasetError} `STORE_CONFLICT` where something else is there; nothing is changed then.
   */
  save(name: string, text: string, ifMatch: string | null): Promise<string>;
}

const tagOf = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Keeps texts as files of a folder, each replaced in one step.
 *
 * The check and the rename are two steps: whoever saves owns the folder of the file meanwhile.
 */
export function folderStore(folder: string): Store {
  async function load(name: string): Promise<Stored | undefined> {
    try {
      const text = await readFile(join(folder, name), 'utf8');
      return { text, tag: tagOf(text) };
    } catch (error) {
      if (isNoFile(error as NodeJS.ErrnoException)) return undefined;
      throw readError(join(folder, name), error as NodeJS.ErrnoException);
    }
  }

  async function save(name: string, text: string, ifMatch: string | null): Promise<string> {
    const there = await load(name);
    if ((there?.tag ?? null) !== ifMatch) throw conflict(join(folder, name));
    await replaceFile(join(folder, name), text);
    return tagOf(text);
  }

  return { name: folder, load, save };
}

/** A folder in the place of the file, and a file in the place of its folder, are no file either. */
function isNoFile({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function conflict(path: string): DatasetError {
  return new DatasetError(
    'STORE_CONFLICT',
    `${path} was changed by another process; nothing was saved`,
    {
      path,
      hint: 'Let one process at a time work on a run, then repeat the command',
      isRetryable: true,
    },
  );
}
