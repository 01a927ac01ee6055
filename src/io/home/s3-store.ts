import { createHash } from 'node:crypto';
import { DatasetError, quote, S3Error } from '../../core/index.ts';
import { readText } from '../s3/read-object.ts';
import { putText } from '../s3/s3-objects.ts';
import { formatS3Uri } from '../s3/s3-uri.ts';
import type { Store, Stored } from '../writing/store.ts';
import type { S3Prefix } from './s3-prefix.ts';
import { VersionRow } from './version-row.ts';

/** The longest string there is, about. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Each round is one in which many newer texts were saved while one was read. */
const MOST_ROUNDS = 10;

/**
 * Keeps texts below a prefix in S3: what never changes as an object of its name, each other one as a {@link VersionRow} in a folder of its name, without `.json`.
 *
 * @param once Names of those that never change.
 */
export function s3Store(prefix: S3Prefix, once: readonly string[]): Store {
  const rowOf = (name: string) => new VersionRow(prefix, name.replace(/\.json$/, ''));

  async function load(name: string): Promise<Stored | undefined> {
    if (once.includes(name)) return loadOnce(prefix, name);
    const row = rowOf(name);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const number = await row.newest();
      if (number === 0) return undefined;
      const text = await row.read(number);
      if (text !== undefined) return { text, tag: String(number) };
    }
    throw conflict(row.uriOf(0));
  }

  async function save(name: string, text: string, ifMatch: string | null): Promise<string> {
    if (once.includes(name)) return saveOnce(prefix, { name, text, ifMatch });
    const row = rowOf(name);
    const number = Number(ifMatch ?? 0) + 1;
    // nothing may be there, also not what was removed for newer ones
    const isFirst = ifMatch === null;
    if ((isFirst && (await row.newest()) > 0) || !(await row.add(number, text)))
      throw conflict(row.uriOf(number));
    return String(number);
  }

  return { name: prefix.uri, load, save };
}

async function loadOnce(prefix: S3Prefix, name: string): Promise<Stored | undefined> {
  const place = prefix.placeOf(name);
  try {
    const options = { ...prefix.requests, most: MOST_BYTES };
    const text = await readText(await prefix.client(), place, options);
    if (text !== undefined) return { text, tag: tagOf(text) };
  } catch (error) {
    if (error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND') return undefined;
    throw error;
  }
  const message = `${quote(formatS3Uri(place), 200)} is larger than any text can be`;
  throw new S3Error('S3_OBJECT_DIFFERS', message, { ...place });
}

interface Saving {
  readonly name: string;
  readonly text: string;
  readonly ifMatch: string | null;
}

async function saveOnce(prefix: S3Prefix, { name, text, ifMatch }: Saving): Promise<string> {
  const place = prefix.placeOf(name);
  if (ifMatch !== null) throw conflict(formatS3Uri(place));
  try {
    const contentType = 'application/json';
    const options = { ...prefix.requests, text, contentType, ifNoneMatch: '*' as const };
    await putText(await prefix.client(), place, options);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    // where only the reply was lost, it is there and nothing failed
    if ((await loadOnce(prefix, name).catch(() => undefined))?.text === text) return tagOf(text);
    throw error.code === 'S3_OBJECT_EXISTS' ? conflict(formatS3Uri(place)) : error;
  }
  return tagOf(text);
}

function tagOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function conflict(uri: string): DatasetError {
  return new DatasetError(
    'STORE_CONFLICT',
    `${uri} was written by another process; nothing was saved`,
    {
      path: uri,
      hint: 'Let one process at a time work on a run, then repeat the command',
      isRetryable: true,
    },
  );
}
