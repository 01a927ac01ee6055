import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { TestProject } from 'vitest/node';
import { PROGRAMS, type RunningS3Server, type S3Server, startRadosgw } from './radosgw.ts';

/** Why there is no server, and whether that is a failure or only a machine without one. */
export interface NoS3Server {
  readonly reason: string;
  readonly isFailure: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly s3Server: S3Server | NoS3Server;
  }
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The first bucket, object and multipart upload make radosgw create its pools, 2 to 3 s each: not in a test's time. */
async function warmUp({ endpoint, region, accessKeyId, secretAccessKey }: S3Server): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const object = { Bucket: 'warm-up', Key: 'object' };
  await s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await s3.send(new PutObjectCommand({ ...object, Body: 'warm' }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
  await s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
  await s3.send(new DeleteObjectCommand(object));
  await s3.send(new DeleteBucketCommand({ Bucket: object.Bucket }));
  s3.destroy();
}

async function startWarm(): Promise<RunningS3Server> {
  const server = await startRadosgw();
  try {
    await warmUp(server);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Global set-up of the integration suite: a real S3 server nobody here wrote, as the judge.
 *
 * Without a server the suite fails, and the other suites still run. Only outside CI, on a machine without radosgw, it is
 * skipped, and says so.
 */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  if (missing.length > 0) {
    const reason = `${missing.join(', ')} not found: install radosgw, ceph-mon, ceph-osd and ceph-common (CONTRIBUTING.md)`;
    const isFailure = Boolean(process.env['CI']);
    console.warn(`\nThe integration suite ${isFailure ? 'fails' : 'is skipped'}: ${reason}\n`);
    project.provide('s3Server', { reason, isFailure });
    return undefined;
  }
  try {
    const { stop, ...server } = await startWarm();
    project.provide('s3Server', server);
    return stop;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    project.provide('s3Server', { reason, isFailure: true });
    return undefined;
  }
}
