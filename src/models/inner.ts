// What other folders need of this one, and no user: it is no part of the package's interface.
export { listedIds } from './facts/listed-ids.ts';
export { compareListed, unlistedIn } from './facts/live-differences.ts';
export { readUnnamedOutput } from './families/unnamed-output.ts';
