import { randomBytes } from 'node:crypto';
import { DatasetError, lateSchema, quote } from '../../core/index.ts';
import type { Home } from '../../io/index.ts';
import { attemptedPiece, below, pieceName } from './piece-names.ts';
import type { PieceShelf } from './piece-shelf.ts';

/** Object of an attempt that is there from its begin. */
const BEGUN = 'begun';

const pointerSchema = lateSchema((z) =>
  z.strictObject({ version: z.literal(1), folder: z.string() }),
);

/**
 * Pieces below a prefix in S3: each attempt has a folder of its own, and the first one that is whole is named by an object that is created once.
 */
export class S3Shelf implements PieceShelf {
  readonly #home: Home;
  readonly #plan: string;

  constructor(home: Home, plan: string) {
    this.#home = home;
    this.#plan = plan;
  }

  async find(index: number): Promise<string | undefined> {
    const path = this.#pointerOf(index);
    const text = await this.#home.readText(path);
    return text === undefined ? undefined : below(this.#parse(text, index, path));
  }

  async put<Made>(index: number, make: (home: Home) => Promise<Made>): Promise<Made> {
    const name = `.bedrock-batch-${this.#nameOf(index)}.${randomBytes(4).toString('hex')}`;
    const pointer = `${JSON.stringify({ version: 1, folder: name })}\n`;
    const remove = () => this.#home.remove(below(name));
    const made = await this.#attempt(name, make).catch(async (error: unknown) => {
      await remove().catch(() => undefined);
      throw error;
    });
    // where that fails it may be named all the same, and then it has to stay
    if (!(await this.#home.create(this.#pointerOf(index), pointer))) await remove();
    return made;
  }

  async #attempt<Made>(name: string, make: (home: Home) => Promise<Made>): Promise<Made> {
    // its objects are seen once all are whole, and who waits for it is to see that it is worked on
    await this.#home.create(below(`${name}/${BEGUN}`), '');
    return make(this.#home.below(below(name)));
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
