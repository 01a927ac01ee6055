import { join } from 'node:path';
import { InvalidOptionError, quote } from '../../core/index.ts';
import {
  claimWorkBeside,
  type Home,
  isS3Address,
  LineFile,
  makeS3Client,
  parseS3Uri,
  type S3HomeOptions,
  type S3Place,
} from '../../io/index.ts';
import { type WholeObject, wholeObject } from '../../upload/index.ts';
import type { OutcomePieces } from './outcome-pieces.ts';

/** A file, or an object in S3, that is written one piece behind the other, and seen once it is whole. */
export type WholeFile = WholeObject;

/** How objects are reached and written. */
export interface ObjectWriting {
  /** How S3 is reached, for an address there. Default: by the SDK's default chain. */
  readonly s3?: S3HomeOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Begins a file of a home, of a folder of which this process is the owner. */
export async function wholeFileIn(
  home: Home,
  path: string,
  signal?: AbortSignal,
): Promise<WholeFile> {
  const { prefix } = home;
  if (prefix === undefined) return lineFile(new LineFile(home.nameOf(path)));
  const place = { bucket: prefix.place.bucket, key: `${prefix.place.key}${path}` };
  const object = await wholeObject(await prefix.client(), place, { ...prefix.requests, signal });
  return {
    ...object,
    finish: async () => {
      await object.finish();
      home.forget(path);
    },
  };
}

/**
 * Begins a file by its path, or an object by its S3 URI. Others may write the same one meanwhile: the last one to finish it wins.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a URI that names no object.
 */
export async function wholeFileAt(path: string, options: ObjectWriting): Promise<WholeFile> {
  if (isS3Address(path)) return objectAt(placeAt(path), options);
  const work = await claimWorkBeside(path);
  try {
    const file = lineFile(new LineFile(path, join(work.folder, 'outcomes')));
    return { ...file, ...letting(file, () => work.release()) };
  } catch (error) {
    await work.release();
    throw error;
  }
}

/** Writes all pieces and ends the file; where anything goes wrong nothing is changed. */
export async function writeWhole(file: WholeFile, pieces: OutcomePieces): Promise<number> {
  try {
    let piece = await pieces.next();
    for (; piece.done !== true; piece = await pieces.next()) await file.append(piece.value);
    await file.finish();
    return piece.value;
  } catch (error) {
    await file.abandon();
    throw error;
  } finally {
    await pieces.return(0);
  }
}

/**
 * Gives the place of an object.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where none is named.
 */
export function placeAt(uri: string): S3Place {
  const place = parseS3Uri(uri);
  if (place !== undefined && place.key !== '' && !place.key.endsWith('/')) return place;
  throw new InvalidOptionError(`${quote(uri, 200)} names no object`, {
    option: 'output',
    expected: 's3://bucket/key',
    received: quote(uri, 200),
    hint: 'Name the object itself, such as s3://my-bucket/outcomes.jsonl',
  });
}

async function objectAt(place: S3Place, { s3: how = {}, signal }: ObjectWriting) {
  const { s3: given, expectedBucketOwner, sse, sseKmsKeyId } = how;
  const s3 = given ?? (await makeS3Client(how));
  const close = async () => {
    if (given === undefined) s3.destroy();
  };
  const sending = { expectedBucketOwner, sse, sseKmsKeyId, signal };
  try {
    const object = await wholeObject(s3, place, sending);
    return { ...object, ...letting(object, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Lets go of something at the end, whichever that is. */
function letting(
  file: WholeFile,
  letGo: () => Promise<void>,
): Pick<WholeFile, 'finish' | 'abandon'> {
  return {
    finish: async () => {
      await file.finish();
      await letGo();
    },
    abandon: async () => {
      await file.abandon();
      await letGo();
    },
  };
}

function lineFile(file: LineFile): WholeFile {
  return {
    append: async (bytes) => file.appendBytes(bytes),
    finish: async () => file.finish(),
    abandon: async () => file.abandon(),
  };
}
