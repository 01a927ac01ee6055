import { OWNER_NAME } from '../owner/folder-owner.ts';
import type { OwnerWork } from '../owner/owner-file.ts';
import type { S3Place } from '../s3/s3-uri.ts';
import type { Home, HomeOwner } from './home.ts';
import { LocalCopies } from './local-copies.ts';
import { type Leasable, lease, requireFree, whoLeases } from './s3-lease.ts';
import { type S3HomeOptions, S3Prefix } from './s3-prefix.ts';
import { s3Store } from './s3-store.ts';
import { VersionRow } from './version-row.ts';

/** What an S3 home is made with. */
export interface S3HomeParts extends S3HomeOptions {
  /** Names of the texts that are written once and never change. */
  readonly once: readonly string[];
}

/** Makes a home of a prefix in S3; nothing is asked yet. */
export function s3Home(place: S3Place, { once, ...options }: S3HomeParts): Home {
  return homeOf(new S3Prefix(place, options), once);
}

function homeOf(prefix: S3Prefix, once: readonly string[]): Home {
  const inner: Home[] = [];
  const copies = new LocalCopies(prefix);
  const leasable = (below: string): Leasable => {
    const folder = below === '' ? '' : `${below}/`;
    return {
      row: new VersionRow(prefix, `${folder}${OWNER_NAME}`),
      address: `${prefix.uri}${folder}`,
    };
  };
  return Object.freeze({
    address: prefix.uri,
    folder: undefined,
    prefix,
    store: s3Store(prefix, once),
    below: (path) => {
      const home = homeOf(prefix.below(path), once);
      inner.push(home);
      return home;
    },
    nameOf: (path) => `${prefix.uri}${path}`,
    names: (below) => prefix.names(below),
    find: (below, ending) => prefix.find(below, ending),
    size: (path) => prefix.size(path),
    read: (path, options) => prefix.read(path, options),
    readText: (path) => prefix.readText(path),
    create: (path, text) => prefix.create(path, text),
    remove: (path) => prefix.removeAll(path),
    fetch: (path) => copies.fetch(path),
    forget: (path) => copies.forget(path),
    pathOf: (path) => copies.pathOf(path),
    claim: (below, work) => claim(leasable(below), work),
    whoWorksIn: (below) => whoLeases(leasable(below)),
    close: () => {
      for (const home of inner.splice(0)) home.close();
      copies.close();
      prefix.close();
    },
  } satisfies Home);
}

/** One save is refused by S3 itself where another process saved meanwhile: it is enough that nobody works there. */
async function claim(what: Leasable, work: OwnerWork): Promise<HomeOwner> {
  if (work !== 'save') return lease(what, work);
  await requireFree(what);
  const nothing = async () => {};
  return { isHeld: true, requireHeld: nothing, sweep: nothing, release: nothing };
}
