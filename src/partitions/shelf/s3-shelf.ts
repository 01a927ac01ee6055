import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatasetError, lateSchema, quote } from '../../core/index.ts';
import { datasetHome } from '../../dataset/index.ts';
import { digestFile, type Home, type HomePrefix, withWorkFolder } from '../../io/index.ts';
import { type SentFile, sendFiles } from '../../upload/index.ts';
import { attemptedPiece, below, pieceName } from './piece-names.ts';
import type { PieceShelf } from './piece-shelf.ts';

interface S3ShelfOf {
  readonly home: Home;
  readonly prefix: HomePrefix;
  readonly plan: string;
  readonly signal: AbortSignal | undefined;
}

const pointerSchema = lateSchema((z) =>
  z.strictObject({ version: z.literal(1), folder: z.string() }),
);

/**
 * Pieces below a prefix in S3: each attempt has a folder of its own, and the first one that is whole is named by an object that is created once.
 *
 * An attempt is built on the disk of this machine, below the folder for temporary files, and sent from there.
 */
export class S3Shelf implements PieceShelf {
  readonly #home: Home;
  readonly #prefix: HomePrefix;
  readonly #plan: string;
  readonly #signal: AbortSignal | undefined;

  constructor({ home, prefix, plan, signal }: S3ShelfOf) {
    this.#home = home;
    this.#prefix = prefix;
    this.#plan = plan;
    this.#signal = signal;
  }

  async find(index: number): Promise<string | undefined> {
    const path = this.#pointerOf(index);
    const text = await this.#home.readText(path);
    return text === undefined ? undefined : below(this.#parse(text, index, path));
  }

  async put<Made>(index: number, make: (folder: string) => Promise<Made>): Promise<Made> {
    return withWorkFolder(async (work) => {
      const piece = join(work, 'piece');
      const made = await make(piece);
      const name = `.bedrock-batch-${this.#nameOf(index)}.${randomBytes(4).toString('hex')}`;
      const pointer = `${JSON.stringify({ version: 1, folder: name })}\n`;
      try {
        await this.#send(piece, below(name));
        if (!(await this.#home.create(this.#pointerOf(index), pointer)))
          await this.#home.remove(below(name));
      } catch (error) {
        await this.#home.remove(below(name)).catch(() => undefined);
        throw error;
      }
      return made;
    });
  }

  async #send(piece: string, to: string): Promise<void> {
    const from = datasetHome(piece);
    const files: SentFile[] = [];
    for (const path of await from.find('', ''))
      files.push({ path, ...(await digestFile(join(piece, path), this.#signal)) });
    const folder = `${to}/`;
    await sendFiles(files, { from, to: this.#prefix, folder, signal: this.#signal });
  }

  #parse(text: string, index: number, path: string): string {
    try {
      const { folder } = pointerSchema().parse(JSON.parse(text));
      if (attemptedPiece(folder, this.#plan) === index && !folder.includes('/')) return folder;
    } catch {
      // said below
    }
    const uri = this.#home.nameOf(path);
    throw new DatasetError('DATASET_MANIFEST', `${quote(uri, 200)} names no piece of the plan`, {
      path: uri,
      hint: 'Remove it, and build the partition again',
    });
  }

  #pointerOf(index: number): string {
    return below(`${this.#nameOf(index)}.json`);
  }

  #nameOf(index: number): string {
    return `${pieceName(index)}-${this.#plan}`;
  }
}
