import type { OperationName } from '../wire/s3-wire.ts';
import { abortMultipartUpload } from './abort-multipart-upload.ts';
import {
  createBucket,
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  getBucketPolicy,
  headBucket,
  listBuckets,
} from './buckets.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { copyObject } from './copy-object.ts';
import { createMultipartUpload } from './create-multipart-upload.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjects, listObjectsV2 } from './list-objects.ts';
import { listMultipartUploads, listParts } from './list-uploads.ts';
import type { Operation } from './operation.ts';
import { putObject } from './put-object.ts';
import { uploadPart, uploadPartCopy } from './upload-part.ts';

/** The code of every operation. */
export const operationTable: { readonly [Name in OperationName]: Operation<Name> } = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getBucketLocation,
  GetBucketEncryption: getBucketEncryption,
  GetBucketPolicy: getBucketPolicy,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ListParts: listParts,
  ListMultipartUploads: listMultipartUploads,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
};
