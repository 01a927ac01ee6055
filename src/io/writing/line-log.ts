import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './durable.ts';
import { writing } from './write-error.ts';

/**
 * Adds lines to the end of a file, one after the other; each counts once the disk has it. Where one cannot be written, none behind it is.
 *
 * Memory: the lines that wait.
 */
export class LineLog {
  readonly #path: string;
  readonly #file: FileHandle;
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Opens a file to add to, or makes it; the folder is there.
   *
   * @throws {DatasetError} `DATASET_WRITE`, here and wherever it writes.
   */
  static open(path: string): Promise<LineLog> {
    return writing(path, async () => {
      const file = await open(path, 'a');
      await syncFolder(dirname(path));
      return new LineLog(path, file);
    });
  }

  /** Adds a line with its newline; done once the disk has it. */
  append(line: Uint8Array): Promise<void> {
    this.#last = this.#last.then(() =>
      writing(this.#path, async () => {
        await this.#file.appendFile(line);
        await this.#file.sync();
      }),
    );
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#file.close();
  }
}
