import { S3Error } from '../../core/index.ts';
import { asking } from '../s3/asking.ts';
import { listObjects } from '../s3/s3-objects.ts';
import type { AgedText } from './aws-rows.ts';
import { ifThere, type S3Prefix } from './s3-prefix.ts';

/** How many of the newest ones stay. */
const KEPT = 16;
const NAME = /^(\d{9})\.json$/;

/**
 * A text that changes, as a row of objects in S3 that are each written once: `000000001.json`, `000000002.json`, and so on. The newest counts.
 *
 * Of all that add the same number one wins: S3 takes `If-None-Match: *` once. That holds of AWS, of Ceph's radosgw, which takes no `If-Match`, and of the
 * emulator. The older ones are removed, but for the last 16.
 */
export class VersionRow {
  readonly #prefix: S3Prefix;
  readonly #folder: string;

  /** @param folder Of the objects, below the prefix. */
  constructor(prefix: S3Prefix, folder: string) {
    this.#prefix = prefix;
    this.#folder = folder;
  }

  /** Names one of the objects, for messages. */
  uriOf(number: number): string {
    return `${this.#prefix.uri}${this.#pathOf(number)}`;
  }

  /**
   * Gives the number of the newest one; 0 where there is none.
   *
   * @param behind Only those behind this number are looked for.
   */
  async newest(behind = 0): Promise<number> {
    const folder = this.#prefix.placeOf(`${this.#folder}/`);
    const from = behind === 0 ? undefined : this.#prefix.placeOf(this.#pathOf(behind)).key;
    const s3 = await this.#prefix.client();
    let newest = behind;
    const options = { ...this.#prefix.requests, startAfter: from };
    for await (const page of listObjects(s3, folder, options)) {
      for (const { key } of page)
        newest = Math.max(newest, Number(NAME.exec(key.slice(folder.key.length))?.[1] ?? 0));
    }
    return newest;
  }

  /** Reads one; undefined where it is not there, or was removed for newer ones. */
  read(number: number): Promise<string | undefined> {
    return this.#prefix.readText(this.#pathOf(number));
  }

  /** Reads the beginning of one, and how long it has stood; undefined where it is not there. */
  async readAged(number: number, most: number): Promise<AgedText | undefined> {
    const { sendGetAged } = await import('./aws-rows.ts');
    const place = this.#prefix.placeOf(this.#pathOf(number));
    const s3 = await this.#prefix.client();
    const options = { ...this.#prefix.requests, most };
    return ifThere(() =>
      asking({ verb: 'read', ...place, ...options }, options, () =>
        sendGetAged(s3, place, options),
      ),
    );
  }

  /**
   * Adds the next one.
   *
   * @param number One more than that of the newest one that is known.
   * @returns False where another one was faster: then nothing was changed.
   */
  async add(number: number, text: string): Promise<boolean> {
    if (!(await this.#prefix.create(this.#pathOf(number), text))) return false;
    // one that was removed for newer ones can be made again: who knows only those before has missed them all
    if ((await this.newest(number)) - number >= KEPT) {
      await this.#prefix.remove(this.#pathOf(number));
      return false;
    }
    await this.#forget(number - KEPT);
    return true;
  }

  /** Whoever may not delete keeps them. */
  async #forget(number: number): Promise<void> {
    if (number < 1) return;
    await this.#prefix.remove(this.#pathOf(number)).catch((error: unknown) => {
      if (!(error instanceof S3Error)) throw error;
    });
  }

  #pathOf(number: number): string {
    return `${this.#folder}/${String(number).padStart(9, '0')}.json`;
  }
}
