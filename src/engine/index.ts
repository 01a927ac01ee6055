export * from './file-blocks.ts';
export * from './json-spans.ts';
export * from './json-syntax.ts';
export * from './line-engine.ts';
export * from './plain-engine.ts';
