import { join } from 'node:path';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import type { Dataset, Shard } from '../../dataset/index.ts';
import { MANIFEST_NAME } from '../../dataset/lean.ts';
import {
  fileIdentity,
  type Home,
  isS3Address,
  listFiles,
  missingHint,
  pathKind,
  type S3HomeOptions,
} from '../../io/index.ts';

/** A file that is validated as part of a job. */
export interface JobFile {
  /** What messages call it. */
  readonly source: string;
  readonly path: string;
  /** What the manifest of its dataset says of it. */
  readonly shard?: Shard | undefined;
  /** Where it is read, if it is an object in S3 and no file. */
  readonly object?: { readonly home: Home; readonly name: string } | undefined;
}

/** Files that make one job, and the dataset they belong to, where they belong to one. */
export interface JobTarget {
  readonly source: string;
  /** Its folder in the dataset, such as `jobs/0000`. */
  readonly folder?: string | undefined;
  readonly files: readonly JobFile[];
}

/** What a path stands for: jobs to validate. */
export interface Target {
  readonly jobs: readonly JobTarget[];
  readonly dataset?: Dataset | undefined;
  /** Home in S3 that was opened for it, and is to be closed. */
  readonly home?: Home | undefined;
}

/**
 * Finds what a path stands for: a file is a job; a folder with a manifest is a dataset; another folder is one job with
 * all `.jsonl` below it.
 */
export async function targetAt(path: string, s3: S3HomeOptions = {}): Promise<Target> {
  if (isS3Address(path)) return (await import('./s3-target.ts')).s3Target(path, s3);
  const kind = await pathKind(path);
  if (kind === 'missing') {
    throw new SourceError('SOURCE_NOT_FOUND', `There is no file or folder ${quote(path)}`, {
      source: path,
      hint: missingHint(path),
    });
  }
  if (kind === 'file') await fileIdentity(path);
  if (kind === 'file') return { jobs: [{ source: path, files: [jobFile(path)] }] };
  const hasManifest = (await pathKind(join(path, MANIFEST_NAME))) === 'file';
  return hasManifest ? datasetTarget(path) : folderTarget(path);
}

async function datasetTarget(folder: string): Promise<Target> {
  const { openDataset } = await import('../../dataset/index.ts');
  const dataset = await openDataset(folder);
  const jobs = dataset.manifest.jobs.map((job) => ({
    source: join(folder, job.folder),
    folder: job.folder,
    files: job.shards.map((shard) => jobFile(join(folder, shard.path), shard)),
  }));
  return { jobs, dataset };
}

/** Gives the jobs of a dataset that is open. */
export function targetOf(dataset: Dataset): Target {
  const { home, manifest } = dataset;
  const jobs = manifest.jobs.map((job) => ({
    source: home.nameOf(job.folder),
    folder: job.folder,
    files: job.shards.map((shard) => {
      const file = jobFile(home.nameOf(shard.path), shard);
      return home.folder === undefined ? { ...file, object: { home, name: shard.path } } : file;
    }),
  }));
  return { jobs, dataset };
}

async function folderTarget(folder: string): Promise<Target> {
  const names = await listFiles(folder, '.jsonl');
  if (names.length === 0) {
    throw new InvalidOptionError(
      `The folder ${quote(folder)} holds no .jsonl file, and Bedrock reads no others`,
      {
        option: 'path',
        expected: 'a .jsonl file, a dataset, or a folder with .jsonl files',
        received: quote(folder),
        hint: 'Name the folder of a dataset, or give the files the ending .jsonl',
      },
    );
  }
  return { jobs: [{ source: folder, files: names.map((name) => jobFile(join(folder, name))) }] };
}

function jobFile(path: string, shard?: Shard): JobFile {
  return { source: path, path, shard };
}
