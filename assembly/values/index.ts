import { prepareEscapes } from '../rows/escape';
import { beginDigest, endDigest } from '../rows/xxh64';

export { beginDigest, digestRoom, setDigestBuffer, tookUpTo } from '../rows/xxh64';
export { writeEscapedUnits, writeUnits } from './units';

/** The first byte that the host may use. */
export function heapStart(): u32 {
  prepareEscapes();
  return <u32>__heap_base;
}

/** Stores the digest of what was added since {@link beginDigest}, the lowest byte first, and begins the next. */
export function storeDigest(at: u32): void {
  store<u64>(at, endDigest());
  beginDigest();
}
