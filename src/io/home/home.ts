import type { S3Client } from '@aws-sdk/client-s3';
import type { OwnerWork } from '../owner/owner-file.ts';
import type { S3RequestOptions } from '../s3/s3-options.ts';
import type { S3Place } from '../s3/s3-uri.ts';
import type { Store } from '../writing/store.ts';

/** Something below a home that this process alone writes to, until it lets go of it. */
export interface HomeOwner {
  /** Whether it was neither let go of nor lost. */
  readonly isHeld: boolean;
  /**
   * Makes sure that it is, before what was worked for is put there.
   *
   * @throws {DatasetError} `DATASET_WRITE` where it was lost.
   */
  requireHeld(): Promise<void>;
  /** Removes what writers there, or in a folder directly below, did not finish, who all have ended. */
  sweep(below?: string): Promise<void>;
  /** Lets go of it. Calling it again does nothing. */
  release(): Promise<void>;
}

/** Where in S3 a home is, and how it is asked. */
export interface HomePrefix {
  /** A key that is empty, or ends with a slash. */
  readonly place: S3Place;
  /** What every request carries. */
  readonly requests: S3RequestOptions;
  /** The client of the home, which is made when it is needed first. */
  client(): Promise<S3Client>;
}

/**
 * Where a dataset and its runs live: a folder, or a prefix in S3. What is in it is named by its path below, with slashes.
 */
export interface Home {
  /** Absolute path of the folder, or the S3 URI of the prefix, with a slash at its end. */
  readonly address: string;
  /** Absolute path of the folder; undefined of a prefix in S3. */
  readonly folder: string | undefined;
  /** The prefix; undefined of a folder. */
  readonly prefix: HomePrefix | undefined;
  /** Keeps manifests and run states here. */
  readonly store: Store;
  /** A folder of it as a home of its own, which is asked as this one is, and closed with it. */
  below(path: string): Home;
  /** What messages call something of it: a path, or an S3 URI. */
  nameOf(path: string): string;
  /** Names what stands directly below a folder of it, sorted; none where there is no such folder. */
  names(below: string): Promise<readonly string[]>;
  /** Lists the files below a folder of it whose names end so, by their paths below that folder, sorted; none where there is no such folder. */
  find(below: string, ending: string): Promise<readonly string[]>;
  /** Gives the bytes of a file; undefined where there is none. */
  size(path: string): Promise<number | undefined>;
  /**
   * Reads a file from its first to its last byte, in pieces of any size.
   *
   * @throws {SourceError} Of a folder, and {@link S3Error} of a prefix, where it is not there or cannot be read.
   */
  read(
    path: string,
    options?: Pick<S3RequestOptions, 'signal'>,
  ): AsyncGenerator<Uint8Array, void, undefined>;
  /** Reads a whole text; undefined where there is none. */
  readText(path: string): Promise<string | undefined>;
  /**
   * Makes a text that is not there yet, in one step: of all that try at once one does.
   *
   * @returns False where there is one already; it is left as it is.
   */
  create(path: string, text: string): Promise<boolean>;
  /** Removes a file, or a folder with all that is in it; nothing happens where there is none. */
  remove(path: string): Promise<void>;
  /** Makes that a file can be read by its path. Of an object that is a copy, which is gone once the home is closed. */
  fetch(path: string): Promise<void>;
  /** Makes that what was fetched of a file counts no more, for it was written anew. */
  forget(path: string): void;
  /** Path of a file; undefined of an object that was not fetched. */
  pathOf(path: string): string | undefined;
  /**
   * Makes this process the only one that writes below a folder of it.
   *
   * @throws {DatasetError} `DATASET_BUSY` where another process works there, or may do so.
   */
  claim(below: string, work: OwnerWork): Promise<HomeOwner>;
  /** Says who works below a folder of it, or may do so, in a sentence without its period; undefined where nobody does. */
  whoWorksIn(below: string): Promise<string | undefined>;
  /** Lets go of connections that were opened for it, and removes what was fetched. */
  close(): void;
}
