import { createHash } from 'node:crypto';
import { DatasetError } from '../../core/index.ts';
import { formatS3Uri } from '../s3/s3-uri.ts';
import type { Store, Stored } from '../writing/store.ts';
import type { S3Prefix } from './s3-prefix.ts';
import { VersionRow } from './version-row.ts';

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
  const text = await prefix.readText(name);
  return text === undefined ? undefined : { text, tag: tagOf(text) };
}

interface Saving {
  readonly name: string;
  readonly text: string;
  readonly ifMatch: string | null;
}

/** Where the same text is there already, nothing failed. */
async function saveOnce(prefix: S3Prefix, { name, text, ifMatch }: Saving): Promise<string> {
  const isSaved = ifMatch === null && (await prefix.create(name, text));
  if (isSaved || (ifMatch === null && (await prefix.readText(name)) === text)) return tagOf(text);
  throw conflict(formatS3Uri(prefix.placeOf(name)));
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
