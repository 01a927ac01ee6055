// What other folders need of this one, and no user: it is no part of the package's interface.
export { DIGEST_BYTES, type RowDigest, rowDigest } from './row-digests/row-digests.ts';
