import { canonicalJson } from '../../core/index.ts';
import { sha256, slug } from '../names.ts';
import type { JobRequest } from './run-state.ts';

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
