import { createHash } from 'node:crypto';
import type { ObjectHeaders } from './states.ts';

/**
 * Entity tag of bytes sent in one piece, with its double quotes.
 *
 * The MD5, but where AWS KMS encrypts: there S3 says that it is not, and the emulator makes sure that it is not.
 */
export function entityTag(md5: string, headers: ObjectHeaders): string {
  if (headers.ServerSideEncryption === 'AES256') return `"${md5}"`;
  return `"${createHash('md5').update(`kms ${md5}`).digest('hex')}"`;
}

/** Entity tag of a multipart object: MD5 of the MD5s of its parts, and their number. */
export function multipartEntityTag(partTags: readonly string[]): string {
  const hash = createHash('md5');
  for (const tag of partTags) hash.update(Buffer.from(tag.replaceAll('"', ''), 'hex'));
  return `"${hash.digest('hex')}-${partTags.length}"`;
}

/** Compares entity tags; clients send them with and without double quotes. */
export function isSameTag(a: string, b: string): boolean {
  return a.replaceAll('"', '') === b.replaceAll('"', '');
}
