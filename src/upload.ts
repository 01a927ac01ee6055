/**
 * Uploads a dataset to S3, in parts with checksums, and takes up again what was interrupted.
 *
 * @module
 */
export {
  type CleanUploadsOptions,
  cleanUploads,
  type ForeignObjects,
  findForeignObjects,
  type LeftUpload,
  type UploadedDataset,
  type UploadedShard,
  type UploadOptions,
  type UploadProgress,
  uploadDataset,
} from './upload/index.ts';
