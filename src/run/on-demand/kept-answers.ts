import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetError, InvalidOptionError, isObject, NEWLINE, quote } from '../../core/index.ts';
import { ANSWERS_NAME, answersFile, answersPieces } from '../../dataset/index.ts';
import { fileLines, withoutNewline } from '../../engine/index.ts';
import { cutFile, type Home } from '../../io/index.ts';
import { type AnswerLog, fileLog, PieceLog } from './answer-log.ts';
import { type AskedRecord, digestOf, readLine } from './asked-record.ts';
import type { OnDemandOptions } from './on-demand-options.ts';
import type { RecordFailure } from './refused-record.ts';

/** What became of a record that was asked. */
export type ModelAnswer = { readonly modelOutput: string } | { readonly error: RecordFailure };

/** Who was asked. */
type Asked = Pick<Required<OnDemandOptions>, 'model' | 'invocationType'>;

/**
 * The answers of a folder: lines as Bedrock writes them into the outputs of jobs, each with `onDemand` beside, which says who was asked.
 *
 * Memory: about 150 bytes for each answer.
 */
export class KeptAnswers {
  /** Path of the file; in S3 the URI of the prefix of the pieces. */
  readonly path: string;
  readonly #asked: Asked;
  readonly #log: AnswerLog;
  /** Digests of the model inputs that have their line, by their ids. */
  readonly #digests: Map<string, string>;
  #answered: number;

  private constructor(path: string, asked: Asked, log: AnswerLog, found: FoundAnswers) {
    this.path = path;
    this.#asked = asked;
    this.#log = log;
    this.#digests = found.digests;
    this.#answered = found.answered;
  }

  /**
   * Opens the answers of a folder that is there. A last line that was cut short is dropped.
   *
   * @throws {InvalidOptionError} `INVALID_OPTION` where another model was asked, or in another way.
   * @throws {DatasetError} `DATASET_CHANGED` where the file has something else in it; `DATASET_WRITE`.
   */
  static async open(folder: string, asked: Asked): Promise<KeptAnswers> {
    const path = join(folder, ANSWERS_NAME);
    const log = await fileLog(path);
    try {
      const found = findAnswers(path, asked);
      await cutFile(path, found.bytes);
      return new KeptAnswers(path, asked, log, found);
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  /**
   * Opens those of a home: its folder, or pieces in S3, of which each is whole.
   *
   * @throws As {@link KeptAnswers.open}.
   */
  static async openIn(home: Home, asked: Asked): Promise<KeptAnswers> {
    if (home.folder !== undefined) return KeptAnswers.open(home.folder, asked);
    const pieces = await answersPieces(home);
    const file = await answersFile(home, tmpdir());
    try {
      const found = findAnswers(file.path, asked);
      return new KeptAnswers(home.address, asked, new PieceLog(home, pieces.length), found);
    } finally {
      await file.close();
    }
  }

  /** Records with a line. */
  get done(): number {
    return this.#digests.size;
  }

  /** Records whose line has an answer. */
  get answered(): number {
    return this.#answered;
  }

  /**
   * Tells whether a record has its line.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where that is the line of another model input.
   */
  has(record: AskedRecord): boolean {
    const digest = this.#digests.get(record.recordId);
    if (digest === undefined || digest === digestOf(record)) return digest !== undefined;
    const message = `${quote(this.path, 200)} has an answer to another model input of ${quote(record.recordId, 100)}; nothing more was asked`;
    throw changed(this.path, message);
  }

  /** Keeps what became of a record; done once the disk has it. */
  async keep(record: AskedRecord, answer: ModelAnswer): Promise<void> {
    await this.#log.append(encodeLine(record, answer, this.#asked));
    this.#digests.set(record.recordId, digestOf(record));
    if ('modelOutput' in answer) this.#answered += 1;
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

interface FoundAnswers {
  readonly digests: Map<string, string>;
  answered: number;
  /** Bytes of the whole lines. */
  bytes: number;
}

function findAnswers(path: string, asked: Asked): FoundAnswers {
  const found: FoundAnswers = { digests: new Map(), answered: 0, bytes: 0 };
  for (const { bytes: line } of fileLines(path)) {
    if (line.at(-1) !== NEWLINE) return found;
    takeLine(found, path, withoutNewline(line), asked);
    found.bytes += line.length;
  }
  return found;
}

function takeLine(found: FoundAnswers, path: string, bytes: Uint8Array, asked: Asked): void {
  const read = readLine(bytes);
  const who = read?.line['onDemand'];
  if (read === undefined || !isObject(who)) {
    throw changed(
      path,
      `A line of ${quote(path, 200)} is no answer that was kept; nothing was asked`,
    );
  }
  if (who['model'] !== asked.model || who['invocationType'] !== asked.invocationType)
    throw otherModel(path, who, asked);
  found.digests.set(read.recordId, digestOf(read));
  if (Object.hasOwn(read.line, 'modelOutput')) found.answered += 1;
}

function changed(path: string, message: string): DatasetError {
  return new DatasetError('DATASET_CHANGED', message, {
    path,
    hint: 'Put the file back as it was, or name another folder, where all records are asked and paid for',
  });
}

function otherModel(
  path: string,
  { model, invocationType }: Readonly<Record<string, unknown>>,
  asked: Asked,
): InvalidOptionError {
  const received = `${quote(asked.model)} by ${asked.invocationType}`;
  const message = `${quote(path, 200)} has answers of ${quote(String(model), 200)} by ${String(invocationType)}, and ${received} is to be asked; nothing was asked`;
  return new InvalidOptionError(message, {
    option: 'model',
    received,
    hint: 'Name the same model and invocation type, or another folder, where all records are asked and paid for',
  });
}

/** A line feed stands in JSON only between its parts, where a space does as well. */
const LINE_ENDS = /[\n\r]/g;

function encodeLine(record: AskedRecord, answer: ModelAnswer, asked: Asked): Uint8Array {
  const last =
    'error' in answer
      ? `"error":${JSON.stringify(answer.error)}`
      : `"modelOutput":${answer.modelOutput.replace(LINE_ENDS, ' ')}`;
  return Buffer.concat([
    Buffer.from('{"recordId":'),
    record.rawRecordId,
    Buffer.from(',"modelInput":'),
    record.modelInput,
    Buffer.from(`,${last},"onDemand":${JSON.stringify(asked)}}\n`),
  ]);
}
