/**
 * Gets data through Amazon Bedrock batch inference: build, validate, upload, submit, watch, and one outcome per record.
 *
 * @module
 */
export * from './builders/index.ts';
export * from './core/index.ts';
export * from './dataset/index.ts';
export * from './jobs/index.ts';
export * from './models/index.ts';
export * from './quotas/index.ts';
export * from './results/index.ts';
export * from './run/index.ts';
export * from './upload/index.ts';
export * from './validators/index.ts';
