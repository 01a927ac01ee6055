export { type ForeignObjects, findForeignObjects } from './dataset-objects.ts';
export { type UploadedDataset, type UploadedShard, uploadDataset } from './upload-dataset.ts';
export type { UploadOptions, UploadProgress } from './upload-options.ts';
