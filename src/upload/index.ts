export { checkBucket } from './call/check-bucket.ts';
export type { SendingOptions, UploadOptions, UploadProgress } from './call/upload-options.ts';
export { type CleanUploadsOptions, cleanUploads } from './clean/clean-uploads.ts';
export { dropUploadsBelow } from './clean/drop-uploads-below.ts';
export type { LeftUpload } from './clean/left-upload.ts';
export { copyFiles, type FileCopy } from './objects/copy-files.ts';
export {
  type ForeignObjects,
  findForeignObjects,
  requireOwnObjects,
} from './objects/dataset-objects.ts';
export { requireShards } from './objects/require-shards.ts';
export { presentRowFiles } from './objects/row-files.ts';
export type { SentFile } from './objects/shard-object.ts';
export { sendFiles } from './send-files.ts';
export { streamObjects } from './streams/streamed-objects.ts';
export { type WholeObject, wholeObject } from './streams/whole-object.ts';
export { type UploadedDataset, type UploadedShard, uploadDataset } from './upload-dataset.ts';
