import { createHash } from 'node:crypto';
import { canonicalJson, InvalidOptionError, quote } from '../core/index.ts';
import { runStateName } from './layout.ts';
import type { DatasetJob, Manifest } from './manifest.ts';
import type { JobRequest } from './run/run-state.ts';

const LONGEST_SLUG = 30;
const RUN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** Tells whether a text may name a run. */
export function isRunName(text: string): boolean {
  return RUN_NAME.test(text);
}

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

/** What identifies a request besides its name and token. */
export type UnnamedRequest = Omit<JobRequest, 'jobName' | 'clientRequestToken'>;

/** Computes the digest that a request's name and token are made of. */
export function requestDigest(request: UnnamedRequest, dataset: string, run: string): string {
  return sha256(canonicalJson({ request, dataset, run }));
}

/** Names a job: `<slug>-<10 hex>-<job>-<attempt>`, at most 63 characters, the same for the same request and attempt. */
export function jobName(
  name: string,
  digest: string,
  position: { job: number; attempt: number },
): string {
  const tail = `${digest.slice(0, 10)}-${String(position.job).padStart(4, '0')}-${position.attempt}`;
  return `${slug(name)}-${tail}`;
}

/** Makes the token of a request and attempt: Bedrock ignores a request whose token it has seen. */
export function requestToken(digest: string, attempt: number): string {
  return sha256(`${digest} ${attempt}`);
}

/** Checks a run's name, which becomes a folder. */
export function requireRunName(run: string): string {
  if (RUN_NAME.test(run)) return run;
  throw new InvalidOptionError(
    `The run name ${quote(run)} cannot be the name of a folder everywhere`,
    {
      option: 'run',
      expected: '1 to 63 letters, digits, ".", "_" and "-", a letter or digit first',
      received: quote(run),
      hint: `Choose a name such as main; it becomes ${runStateName('main')}`,
    },
  );
}
