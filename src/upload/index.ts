export type { UploadOptions, UploadProgress } from './call/upload-options.ts';
export { type ForeignObjects, findForeignObjects } from './objects/dataset-objects.ts';
export { requireShards } from './objects/require-shards.ts';
export { type UploadedDataset, type UploadedShard, uploadDataset } from './upload-dataset.ts';
