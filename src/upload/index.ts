export type { UploadOptions, UploadProgress } from './call/upload-options.ts';
export { type CleanUploadsOptions, cleanUploads } from './clean/clean-uploads.ts';
export type { LeftUpload } from './clean/left-upload.ts';
export { type ForeignObjects, findForeignObjects } from './objects/dataset-objects.ts';
export { requireShards } from './objects/require-shards.ts';
export { type UploadedDataset, type UploadedShard, uploadDataset } from './upload-dataset.ts';
