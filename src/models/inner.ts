// What other folders need of this one, and no user: it is no part of the package's interface.
export { listedIds } from './listed-ids.ts';
export { compareListed, unlistedIn } from './live-differences.ts';
export { readUnnamedOutput } from './unnamed-output.ts';
