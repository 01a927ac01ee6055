export * from './dataset.ts';
export * from './layout.ts';
export * from './manifest.ts';
export * from './names.ts';
export * from './run.ts';
export * from './run-state.ts';
export * from './run-target.ts';
