import { join } from 'node:path';
import { datasetHome, MANIFEST_NAME } from '../../dataset/index.ts';
import { claimWorkBeside, type Home, moveInto, removeAll } from '../../io/index.ts';
import { below, pieceName } from './piece-names.ts';
import type { PieceShelf } from './piece-shelf.ts';

/** Pieces in a folder that all machines share: each is built in a folder of its own there, and renamed. */
export class FolderShelf implements PieceShelf {
  readonly #home: Home;
  readonly #folder: string;

  constructor(home: Home, folder: string) {
    this.#home = home;
    this.#folder = folder;
  }

  async find(index: number): Promise<string | undefined> {
    const folder = below(pieceName(index));
    const isThere = (await this.#home.size(`${folder}/${MANIFEST_NAME}`)) !== undefined;
    return isThere ? folder : undefined;
  }

  async put<Made>(index: number, make: (home: Home) => Promise<Made>): Promise<Made> {
    const place = join(this.#folder, below(pieceName(index)));
    const work = await claimWorkBeside(place);
    const piece = join(work.folder, 'piece');
    try {
      const made = await make(datasetHome(piece));
      await moveInto(piece, place).catch(async (error: unknown) => {
        if ((await this.find(index)) === undefined) throw error;
      });
      return made;
    } finally {
      await removeAll(piece);
      await work.release();
    }
  }
}
