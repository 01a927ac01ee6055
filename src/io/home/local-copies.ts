import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readObject, startingOver } from '../s3/read-object.ts';
import { makeWorkFolder } from '../writing/folders.ts';
import { writeError } from '../writing/write-error.ts';
import type { S3Prefix } from './s3-prefix.ts';

/**
 * Copies of objects on the disk, below the folder for temporary files, for what reads files at any place.
 *
 * Each is compared with what S3 keeps of it before it can be read. They are gone when this is closed.
 */
export class LocalCopies {
  readonly #prefix: S3Prefix;
  readonly #copies = new Map<string, Promise<string>>();
  readonly #whole = new Map<string, string>();
  #folder: Promise<string> | undefined;
  #made: string | undefined;
  #count = 0;

  constructor(prefix: S3Prefix) {
    this.#prefix = prefix;
  }

  /** Gives the path of a copy that was made; undefined where none was. */
  pathOf(path: string): string | undefined {
    return this.#whole.get(path);
  }

  /** Copies an object, once. */
  async fetch(path: string): Promise<void> {
    const copy = this.#copies.get(path) ?? this.#copy(path);
    this.#copies.set(path, copy);
    try {
      this.#whole.set(path, await copy);
    } catch (error) {
      this.#copies.delete(path);
      throw error;
    }
  }

  /** Makes that an object is copied anew. */
  forget(path: string): void {
    const copy = this.#whole.get(path);
    if (copy !== undefined) rmSync(copy, { force: true });
    this.#whole.delete(path);
    this.#copies.delete(path);
  }

  close(): void {
    this.#whole.clear();
    this.#copies.clear();
    if (this.#made !== undefined) rmSync(this.#made, { recursive: true, force: true });
    this.#made = undefined;
    this.#folder = undefined;
  }

  async #copy(path: string): Promise<string> {
    this.#folder ??= makeWorkFolder(tmpdir());
    const folder = await this.#folder;
    this.#made = folder;
    this.#count += 1;
    const copy = join(folder, `${this.#count}-${path.replaceAll('/', '-')}`);
    const [s3, place] = [await this.#prefix.client(), this.#prefix.placeOf(path)];
    await startingOver(async () => {
      const file = await open(copy, 'w').catch((cause: unknown) => {
        throw writeError(copy, cause);
      });
      try {
        for await (const piece of readObject(s3, place, this.#prefix.requests))
          await file.writeFile(piece).catch((cause: unknown) => {
            throw writeError(copy, cause);
          });
      } finally {
        await file.close();
      }
    });
    return copy;
  }
}
