import { WireError } from '../../http/wire-error.ts';
import { isSameTag } from '../store/entity-tag.ts';
import type { Precondition } from '../store/entries.ts';
import type { ObjectState } from '../store/states.ts';
import { noSuchKey, notImplemented, preconditionFailed } from '../wire/s3-errors.ts';

/** Conditions a client may put on a write. */
interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** Conditions a client may put on a read. */
export interface ReadConditions extends WriteConditions {
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * Condition of a write, to be checked while nothing else changes the bucket.
 *
 * Source: "Add preconditions to S3 operations with conditional requests" in the S3 user guide.
 *
 * @throws {WireError} 501 `NotImplemented` at once where If-None-Match is anything but `*`.
 */
export function writeCondition(input: WriteConditions, key: string): Precondition {
  const { IfMatch, IfNoneMatch } = input;
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') {
    throw notImplemented('If-None-Match of a write is "*" only');
  }
  return (current) => {
    if (IfNoneMatch !== undefined && current !== undefined)
      throw preconditionFailed('If-None-Match');
    if (IfMatch === undefined) return;
    if (current === undefined) throw noSuchKey(key);
    if (!matches(IfMatch, current.etag)) throw preconditionFailed('If-Match');
  };
}

/**
 * Checks the conditions of a read, in the order of RFC 9110, section 13.2.2.
 *
 * @throws {WireError} 412 `PreconditionFailed`, or 304 where the client has the object already.
 */
export function checkReadConditions(input: ReadConditions, object: ObjectState): void {
  const modifiedAt = wholeSeconds(new Date(object.modifiedAt));
  if (input.IfMatch !== undefined) {
    if (!matches(input.IfMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (isBefore(input.IfUnmodifiedSince, modifiedAt)) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (input.IfNoneMatch !== undefined) {
    if (matches(input.IfNoneMatch, object.etag)) throw notModified(object);
  } else if (input.IfModifiedSince !== undefined && !isBefore(input.IfModifiedSince, modifiedAt)) {
    throw notModified(object);
  }
}

/** Checks the conditions of a copy on its source, which know no 304. */
export function checkSourceConditions(input: ReadConditions, object: ObjectState): void {
  try {
    checkReadConditions(input, object);
  } catch (error) {
    if (error instanceof WireError && error.status === 304) {
      throw preconditionFailed('x-amz-copy-source-if-none-match');
    }
    throw error;
  }
}

function matches(condition: string, etag: string): boolean {
  if (condition.trim() === '*') return true;
  return condition.split(',').some((tag) => isSameTag(tag.trim().replace(/^W\//, ''), etag));
}

function isBefore(date: Date | undefined, modifiedAt: number): boolean {
  return date !== undefined && date.getTime() < modifiedAt;
}

/** HTTP dates have no fractions. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000;
}

function notModified(object: ObjectState): WireError {
  return new WireError({
    status: 304,
    code: 'NotModified',
    message: 'Not Modified',
    headers: { etag: object.etag, 'last-modified': new Date(object.modifiedAt).toUTCString() },
  });
}
