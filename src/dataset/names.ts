import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/index.ts';
import type { DatasetJob, Manifest } from './manifest.ts';

const LONGEST_SLUG = 30;

/** Hashes text with SHA-256, in hex. Only for small texts: 0.35 GB/s is too slow for records. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Makes a name of lower-case letters, digits and dashes out of any text, at most 30 characters. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'dataset' : plain;
}

/** Computes a dataset's digest: over its shards, model and invocation type, so a changed prompt is another dataset. */
export function datasetDigest(dataset: {
  readonly jobs: readonly DatasetJob[];
  readonly model: string;
  readonly invocationType: string;
}): string {
  const { jobs, model, invocationType } = dataset;
  return sha256(canonicalJson({ jobs, model, invocationType }));
}

/** Names the S3 prefix of a dataset below `--to`: `movies-0123456789ab`. */
export function datasetPrefix({ name, digest }: Pick<Manifest, 'name' | 'digest'>): string {
  return `${name}-${digest.slice(0, 12)}`;
}
