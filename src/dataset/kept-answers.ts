import { join } from 'node:path';
import { type Home, inTurn, LineFile, makeWorkFolder, removeAll } from '../io/index.ts';
import { ANSWERS_NAME } from './layout.ts';

const PIECES_FOLDER = 'answers';
const DIGITS = 9;
const READS_IN_FLIGHT = 16;

/** Answers that were kept, as one file. */
interface AnswersFile {
  readonly path: string;
  /** Removes it where it was only made to be read. */
  close(): Promise<void>;
}

/**
 * Path of some answers below a home in S3, of which none is written to again: `answers/000000001.jsonl`.
 *
 * @param number From 1 on, in the order in which they were kept.
 */
export function answersPiece(number: number): string {
  return `${PIECES_FOLDER}/${String(number).padStart(DIGITS, '0')}.jsonl`;
}

/** Names the pieces that are there, in their order; none of a folder, which has one file. */
export async function answersPieces(home: Home): Promise<readonly string[]> {
  if (home.folder !== undefined) return [];
  const names = await home.find(PIECES_FOLDER, '.jsonl');
  return names.map((name) => `${PIECES_FOLDER}/${name}`);
}

/** Tells whether some answer is kept in a home. */
export async function hasAnswers(home: Home): Promise<boolean> {
  if (home.folder === undefined) return (await answersPieces(home)).length > 0;
  return ((await home.size(ANSWERS_NAME)) ?? 0) > 0;
}

/**
 * Gives all answers of a home as one file: in a folder its own; what is in S3 is put together below a folder for temporary files. Memory: the pieces on their way.
 *
 * @param tmp The folder for temporary files.
 */
export async function answersFile(home: Home, tmp: string): Promise<AnswersFile> {
  const own = home.pathOf(ANSWERS_NAME);
  if (home.folder !== undefined && own !== undefined) return { path: own, close: async () => {} };
  const pieces = await answersPieces(home);
  const folder = await makeWorkFolder(tmp);
  const path = join(folder, ANSWERS_NAME);
  const close = () => removeAll(folder);
  try {
    const file = new LineFile(path);
    const reads = pieces.map((piece) => () => home.readText(piece));
    for await (const text of inTurn(reads, READS_IN_FLIGHT)) file.append(text ?? '');
    file.finish();
    return { path, close };
  } catch (error) {
    await close();
    throw error;
  }
}
