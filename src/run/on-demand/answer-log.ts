import { DatasetError, quote } from '../../core/index.ts';
import { answersPiece } from '../../dataset/index.ts';
import { type Home, LineLog } from '../../io/index.ts';

/** Keeps lines behind those that are there. */
export interface AnswerLog {
  /** Keeps a line with its newline; done once it cannot be lost any more. */
  append(line: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Opens the log of a file. */
export function fileLog(path: string): Promise<AnswerLog> {
  return LineLog.open(path);
}

/**
 * Keeps lines in S3, where nothing can be added to an object: those that come while one is written are the next object, each of which is written once. Where one
 * cannot be written, none behind it is.
 *
 * Memory: the lines that wait.
 */
export class PieceLog implements AnswerLog {
  readonly #home: Home;
  #number: number;
  #waiting: Uint8Array[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param pieces How many there are. */
  constructor(home: Home, pieces: number) {
    this.#home = home;
    this.#number = pieces;
  }

  append(line: Uint8Array): Promise<void> {
    this.#waiting.push(line);
    // those that wait for the same one share it
    this.#next ??= this.#last.then(() => this.#write());
    return this.#next;
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#last).catch(() => undefined);
  }

  #write(): Promise<void> {
    const lines = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#next = undefined;
    this.#number += 1;
    this.#last = this.#create(answersPiece(this.#number), lines.toString('utf8'));
    return this.#last;
  }

  /** @throws {DatasetError} `STORE_CONFLICT` where another process asks the same records. */
  async #create(path: string, text: string): Promise<void> {
    if (await this.#home.create(path, text)) return;
    const uri = this.#home.nameOf(path);
    const message = `${quote(uri, 200)} was written by another process, which asks the same records; nothing more was asked`;
    throw new DatasetError('STORE_CONFLICT', message, {
      path: uri,
      hint: 'Let one process at a time work on a run, then repeat the command',
      isRetryable: true,
    });
  }
}
