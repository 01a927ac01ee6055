export * from './accepted-shape.ts';
export * from './file-blocks.ts';
export * from './json-spans.ts';
export * from './json-syntax.ts';
export * from './line-engine.ts';
export * from './plain-engine.ts';
export * from './simd-engine.ts';
