export { abortable } from './client/abortable.ts';
export {
  jsonReply,
  type RawReply,
  type ReplyCheck,
  refuseUnclear,
  UnclearReply,
  xmlReply,
} from './client/clear-reply.ts';
export { endpointSettings } from './client/endpoint-settings.ts';
export { inBetween, inBetweenHint } from './client/in-between.ts';
export { isAwsHost } from './client/is-aws-host.ts';
export { isNetworkFault, NeverSentError, neverSentHint, noteSending } from './client/never-sent.ts';
export { endpointFor } from './client/profile-endpoint.ts';
export { findRegion, regionMissing, regionProvider, requireRegion } from './client/region.ts';
export { REGION_VARIABLES } from './client/region-variables.ts';
export { EventLoopTurns } from './event-loop-turns.ts';
export type { Home, HomeOwner, HomePrefix } from './home/home.ts';
export { homeAt, isS3Address } from './home/home-at.ts';
export { requireOnDisk } from './home/on-disk.ts';
export type { S3HomeOptions } from './home/s3-prefix.ts';
export { inTurn } from './in-turn.ts';
export { missingHint } from './missing-hint.ts';
export { nextTurn } from './next-turn.ts';
export {
  claimFolder,
  type FolderOwner,
  sweepAfterEnded,
  whoWorksIn,
} from './owner/folder-owner.ts';
export type { OwnerWork } from './owner/owner-file.ts';
export { claimWorkBeside } from './owner/work-beside.ts';
export { type ArchiveKind, archiveKind } from './reading/archive-kind.ts';
export { BlockMemory } from './reading/block-memory.ts';
export { BufferPool } from './reading/buffer-pool.ts';
export { digestFile } from './reading/digest-file.ts';
export { type FileReader, openFileReader, regularFileBytes } from './reading/file-reader.ts';
export { fileBytes, readSpan } from './reading/file-span.ts';
export { globFiles, inByteOrder, isGlob } from './reading/glob.ts';
export { listFiles, pathKind } from './reading/list-files.ts';
export { openRawFile, type RawFile } from './reading/raw-file.ts';
export { type FileIdentity, fileIdentity, readBytes } from './reading/read-bytes.ts';
export { readTextFile } from './reading/read-text-file.ts';
export { unpacksZstd, unzipped } from './reading/unzipped.ts';
export {
  advising,
  type ExpectedFile,
  type FilePart,
  fileDifference,
  requireFile,
  requireFileSize,
  requireFileThere,
  VerifiedFile,
} from './reading/verified-file.ts';
export { asking } from './s3/asking.ts';
export { bucketEncryption, bucketPolicy } from './s3/bucket-settings.ts';
export {
  type ObjectIdentity,
  type ObjectSourceOptions,
  objectIdentity,
  objectsAt,
  readObjectAt,
} from './s3/object-source.ts';
export { type ReadObjectOptions, readObject, readText, startingOver } from './s3/read-object.ts';
export { httpStatusOf, wrapS3Error } from './s3/s3-errors.ts';
export {
  asksAws,
  clientRegion,
  headBucket,
  headObject,
  listObjects,
  makeS3Client,
  putText,
} from './s3/s3-objects.ts';
export type {
  ListedObject,
  S3ClientOptions,
  S3Encryption,
  S3ObjectHead,
  S3RequestOptions,
} from './s3/s3-options.ts';
export {
  asS3Folder,
  formatS3Uri,
  isBedrockS3Uri,
  nearlyS3Hint,
  parseS3Uri,
  requireS3Folder,
  requireS3Uri,
  type S3Place,
} from './s3/s3-uri.ts';
export { s3UriFault } from './s3/s3-uri-fault.ts';
export { FileSink, folderSinks } from './sinks/file-sink.ts';
export {
  type FileDigest,
  formatCrc32,
  type Hasher,
  newHasher,
  RunningDigest,
  UNHASHED,
} from './sinks/running-digest.ts';
export type { OpenSink, Sink } from './sinks/sink.ts';
export { WriteBehind } from './sinks/write-behind.ts';
export { createFile, replaceFile } from './writing/atomic-file.ts';
export { BodyFolder, type BodySlice, type HeldBodies, isBodyName } from './writing/body-folder.ts';
export { DocumentFolder } from './writing/document-folder.ts';
export {
  cutFile,
  entriesOf,
  isTemporary,
  keepFolder,
  keepNames,
  linkInto,
  makeWorkFolder,
  moveInto,
  provideFolder,
  removeAll,
  withWorkFolder,
} from './writing/folders.ts';
export { LineFile } from './writing/line-file.ts';
export { LineLog } from './writing/line-log.ts';
export { openSpool, type Spool } from './writing/spool.ts';
export { folderStore, type Store, type Stored } from './writing/store.ts';
export { TextSpool } from './writing/text-spool.ts';
