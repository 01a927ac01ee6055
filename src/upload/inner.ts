// What other folders need of this one, and no user: it is no part of the package's interface.
export { requireShards } from './objects/require-shards.ts';
