import type { S3Client } from '@aws-sdk/client-s3';
import { quote, S3Error } from '../../core/index.ts';
import { newToken } from '../owner/owner-file.ts';
import { asking } from '../s3/asking.ts';
import { readObject, readText } from '../s3/read-object.ts';
import { headObject, listObjects, makeS3Client, putText } from '../s3/s3-objects.ts';
import type { S3ClientOptions, S3Encryption, S3RequestOptions } from '../s3/s3-options.ts';
import { formatS3Uri, type S3Place } from '../s3/s3-uri.ts';
import type { HomePrefix } from './home.ts';

/** The longest string there is, about. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Each round is an answer that S3 says to ask again for. */
const MOST_ROUNDS = 10;
const REMOVALS_IN_FLIGHT = 8;

/** How the S3 of a home is reached. */
export interface S3HomeOptions extends S3ClientOptions, S3Encryption {
  /** Client to ask with; it is used as it is. Default: made by the SDK's default chain. */
  readonly s3?: S3Client | undefined;
  /** Twelve digits; S3 refuses each request where the bucket is another account's. */
  readonly expectedBucketOwner?: string | undefined;
}

/** A prefix in S3 and the client it is asked with, which is made when it is needed first. */
export class S3Prefix implements HomePrefix {
  readonly place: S3Place;
  readonly #options: S3HomeOptions;
  readonly #clientOfAbove: (() => Promise<S3Client>) | undefined;
  #made: Promise<S3Client> | undefined;

  /**
   * @param place A key that is empty, or ends with a slash.
   * @param clientOfAbove That of a prefix above it, which also closes it.
   */
  constructor(place: S3Place, options: S3HomeOptions, clientOfAbove?: () => Promise<S3Client>) {
    this.place = place;
    this.#options = options;
    this.#clientOfAbove = clientOfAbove;
  }

  /** What every request carries. */
  get requests(): S3RequestOptions {
    return { expectedBucketOwner: this.#options.expectedBucketOwner };
  }

  /** A folder of it as a prefix of its own, which is asked by the same client. */
  below(path: string): S3Prefix {
    const place = this.placeOf(`${path}/`);
    return new S3Prefix(place, this.#options, () => this.client());
  }

  get uri(): string {
    return formatS3Uri(this.place);
  }

  client(): Promise<S3Client> {
    const { s3, region, profile, endpoint } = this.#options;
    if (s3 !== undefined) return Promise.resolve(s3);
    if (this.#clientOfAbove !== undefined) return this.#clientOfAbove();
    this.#made ??= makeS3Client({ region, profile, endpoint });
    return this.#made;
  }

  placeOf(path: string): S3Place {
    return { bucket: this.place.bucket, key: `${this.place.key}${path}` };
  }

  /** Names what stands directly below a folder of the prefix, sorted: objects, and the folders of others. */
  async names(below: string): Promise<readonly string[]> {
    const folder = this.placeOf(below === '' ? '' : `${below}/`);
    const names: string[] = [];
    const s3 = await this.client();
    for await (const page of listObjects(s3, folder, { ...this.requests, delimiter: '/' }))
      names.push(...page.map(({ key }) => key.slice(folder.key.length).replace(/\/$/, '')));
    return names.filter((name) => name !== '').sort();
  }

  /** Lists the objects below a folder whose keys end so, by their paths below it, sorted. */
  async find(below: string, ending: string): Promise<readonly string[]> {
    const folder = this.placeOf(below === '' ? '' : `${below}/`);
    const paths: string[] = [];
    for await (const page of listObjects(await this.client(), folder, this.requests))
      for (const { key } of page)
        if (key.endsWith(ending)) paths.push(key.slice(folder.key.length));
    return paths.sort();
  }

  async size(path: string): Promise<number | undefined> {
    return (await headObject(await this.client(), this.placeOf(path), this.requests))?.bytes;
  }

  async *read(
    path: string,
    options: Pick<S3RequestOptions, 'signal'> = {},
  ): AsyncGenerator<Uint8Array, void, undefined> {
    yield* readObject(await this.client(), this.placeOf(path), { ...this.requests, ...options });
  }

  /**
   * Reads a whole text; undefined where there is none.
   *
   * @throws {S3Error} `S3_OBJECT_DIFFERS` where it is larger than any text can be.
   */
  async readText(path: string): Promise<string | undefined> {
    const place = this.placeOf(path);
    const s3 = await this.client();
    const options = { ...this.requests, most: MOST_BYTES };
    const text = await ifThere(async () => ({ read: await readText(s3, place, options) }));
    if (text === undefined || text.read !== undefined) return text?.read;
    const message = `${quote(formatS3Uri(place), 200)} is larger than any text can be`;
    throw new S3Error('S3_OBJECT_DIFFERS', message, { ...place });
  }

  /**
   * Makes a text that is not there yet: of all that try at once one does, for S3 takes `If-None-Match: *` once.
   *
   * What was sent twice is told from what another one sent by a token of its own.
   *
   * @returns False where there is one already.
   */
  async create(path: string, text: string): Promise<boolean> {
    const place = this.placeOf(path);
    const s3 = await this.client();
    const metadata = { writer: newToken() };
    const contentType = 'application/json';
    const ifNoneMatch = '*' as const;
    const { sse, sseKmsKeyId } = this.#options;
    const how = { ...this.requests, sse, sseKmsKeyId, contentType, metadata, ifNoneMatch };
    for (let round = 1; ; round += 1) {
      try {
        await putText(s3, place, { ...how, text });
        return true;
      } catch (error) {
        if (!isUnclear(error)) throw error;
        const there = await headObject(s3, place, this.requests);
        if (there !== undefined) return there.metadata['writer'] === metadata.writer;
        if (round === MOST_ROUNDS) throw error;
      }
    }
  }

  /** Removes an object, and all whose keys go on with a slash behind it. */
  async removeAll(path: string): Promise<void> {
    const { default: pLimit } = await import('p-limit');
    const paths = (await this.find(path, '')).map((below) => `${path}/${below}`);
    await pLimit(REMOVALS_IN_FLIGHT).map([...paths, path], (one) => this.remove(one));
  }

  /** Removes an object; nothing happens where there is none. */
  async remove(path: string): Promise<void> {
    const { sendDeleteObject } = await import('./aws-rows.ts');
    const place = this.placeOf(path);
    const s3 = await this.client();
    await asking({ verb: 'delete', ...place, rights: 's3:DeleteObject' }, this.requests, () =>
      sendDeleteObject(s3, place, this.requests),
    );
  }

  close(): void {
    const made = this.#made;
    this.#made = undefined;
    void made?.then(
      (s3) => s3.destroy(),
      () => undefined,
    );
  }
}

/** An object is there already, or it may be: the reply got lost, or S3 asks to try again. */
function isUnclear(error: unknown): boolean {
  return error instanceof S3Error && (error.code === 'S3_OBJECT_EXISTS' || error.isRetryable);
}

/** Reads something; undefined where it is not there. */
export async function ifThere<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND') return undefined;
    throw error;
  }
}
