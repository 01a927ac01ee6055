import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { temporaryPath } from './atomic-file.ts';
import { syncFolderNow, syncNow } from './durable.ts';
import { writingNow } from './write-error.ts';

const BUFFER_UNITS = 1 << 18;

/**
 * Writes lines of text into a file that is only seen once it is whole.
 *
 * Memory: about 1 MiB.
 */
export class LineFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  #pending = '';
  #isClosed = false;

  /**
   * @param temporary Where it stands until it is whole, on the same disk. Default: beside the path, which is for folders that one process owns.
   * @throws {DatasetError} `DATASET_WRITE`, here and wherever it writes.
   */
  constructor(path: string, temporary: string = temporaryPath(path)) {
    this.#path = path;
    this.#temporary = temporary;
    this.#descriptor = writingNow(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(this.#temporary, 'wx');
    });
  }

  /** Adds a line, without its newline. */
  add(line: string): void {
    this.append(`${line}\n`);
  }

  /** Adds text as it is: whole lines with their ends. */
  append(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= BUFFER_UNITS) this.#flush();
  }

  /** Adds bytes as they are, whole lines with their ends, and writes them at once. */
  appendBytes(bytes: Uint8Array): void {
    this.#flush();
    this.#write(bytes);
  }

  /** Puts the file in place, once the disk has it, and waits until the disk has its name too. */
  finish(): void {
    this.#flush();
    writingNow(this.#path, () => {
      syncNow(this.#descriptor);
      this.#close();
      renameSync(this.#temporary, this.#path);
      syncFolderNow(dirname(this.#path));
    });
  }

  /** Forgets what was written. */
  abandon(): void {
    this.#close();
    rmSync(this.#temporary, { force: true });
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending, 'utf8');
    this.#pending = '';
    this.#write(bytes);
  }

  #write(bytes: Uint8Array): void {
    writingNow(this.#path, () => {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.#descriptor, bytes, written);
    });
  }
}
