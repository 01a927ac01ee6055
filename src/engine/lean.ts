// The fast engine alone: what a worker thread loads.
export { ACCEPTED } from './line-engine.ts';
export { linesOfReads, READ_BYTES } from './lines-of-reads.ts';
export { SimdLineEngine } from './simd-engine.ts';
