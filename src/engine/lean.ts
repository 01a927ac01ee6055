// The fast engine alone: what a worker thread loads.
export { ACCEPTED } from './lines/line-engine.ts';
export { linesOfReads, READ_BYTES } from './lines/lines-of-reads.ts';
export { SimdLineEngine } from './lines/simd-engine.ts';
