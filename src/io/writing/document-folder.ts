import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './durable.ts';
import { writing } from './write-error.ts';

const SUFFIX = '.json';
const UNFINISHED = '.new';
/** What {@link DocumentFolder.newId} makes; files of other names are someone else's. */
const DOCUMENT = /^[0-9a-f]{24}\.json$/;
const UNFINISHED_DOCUMENT = /^[0-9a-f]{24}\.json\.new$/;

/**
 * A folder of JSON documents under names it makes up itself, each replaced in one step.
 *
 * A process that ends at any moment leaves each document as it was or as it was to be. Nothing is forced to the medium:
 * this is for state that may be lost with the machine.
 */
export class DocumentFolder {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens a folder, making it where there is none, and removes what was never finished. */
  static async open(path: string): Promise<DocumentFolder> {
    await writing(path, () => makeFolder(path));
    for (const name of await readdir(path)) {
      if (UNFINISHED_DOCUMENT.test(name)) await rm(join(path, name), { force: true });
    }
    return new DocumentFolder(path);
  }

  /** Makes up a name for a document that is not there yet. */
  newId(): string {
    return randomBytes(12).toString('hex');
  }

  /** Writes or replaces a document. Two saves of one document must not overlap. */
  async save(id: string, value: unknown): Promise<void> {
    const path = join(this.#path, id + SUFFIX);
    await writeFile(path + UNFINISHED, JSON.stringify(value));
    await rename(path + UNFINISHED, path);
  }

  /** Removes a document, where it is there. */
  async remove(id: string): Promise<void> {
    await rm(join(this.#path, id + SUFFIX), { force: true });
  }

  /** Reads the texts of all documents, by id. */
  async *load(): AsyncGenerator<readonly [id: string, text: string]> {
    for (const name of await readdir(this.#path)) {
      if (!DOCUMENT.test(name)) continue;
      const text = await readFile(join(this.#path, name), 'utf8');
      yield [name.slice(0, -SUFFIX.length), text];
    }
  }
}
