import type { S3Client } from '@aws-sdk/client-s3';
import type { OpenSink, S3Place } from '../../io/index.ts';
import { checkSendingOptions, type SendingOptions } from '../call/upload-options.ts';
import { partSize } from '../parts/part-size.ts';

/** Options of {@link streamObjects}. */
export interface StreamOptions extends SendingOptions {
  readonly signal?: AbortSignal | undefined;
  /** The most bytes that an object is to have: its parts are as large as that needs. */
  readonly mostBytes: number;
  /** Whether each takes the place of what is there. Default false: then that is an error. */
  readonly replace?: boolean | undefined;
}

/** Objects below a prefix that are sent while their bytes are made, and that nobody sees before all of them are whole. */
export interface StreamedObjects {
  /** Begins an object by its path below the prefix. */
  readonly open: OpenSink;
  /** Waits until there is room for what is written next. */
  room(): Promise<void>;
  /**
   * Makes all objects appear, each as a whole, once all were ended; between the first and the last of them some are there.
   *
   * @throws {S3Error} `S3_OBJECT_EXISTS` where something is there already, `S3_OBJECT_DIFFERS`, and what S3 refuses.
   */
  appear(): Promise<void>;
  /** Makes that {@link drop} does nothing any more. */
  keep(): void;
  /** Drops all parts that were sent, and removes what appeared, as far as S3 can be reached. */
  drop(): Promise<void>;
}

/**
 * Begins to write objects below a prefix of which nobody sees anything until {@link StreamedObjects.appear}.
 *
 * Parts are sent in the background while others are made. Objects that are small are kept until then, all together as many bytes as a part has.
 * Memory: `partBytes` for each of the `concurrency` parts in flight, for each object that is open, and once more; 50 MB by default, and what buffers wait for to be given back.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export async function streamObjects(
  s3: S3Client,
  root: S3Place,
  options: StreamOptions,
): Promise<StreamedObjects> {
  const { partBytes, concurrency } = checkSendingOptions(options);
  const rules = { concurrency, partBytes: partSize(options.mostBytes, partBytes) };
  const { AwsStreamedObjects } = await import('./aws-streamed-objects.ts');
  return new AwsStreamedObjects(s3, { root, options, rules });
}
