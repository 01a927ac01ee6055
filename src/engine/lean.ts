// The fast engine alone: what a worker thread loads.
export { SimdLineEngine } from './simd-engine.ts';
