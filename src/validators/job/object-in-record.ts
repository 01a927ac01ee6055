import type { Excerpt, Location } from '../../core/index.ts';
import { locatePath } from '../../engine/index.ts';
import type { S3Reference } from '../../models/lean.ts';
import type { CheckedRecord } from '../record/checked-record.ts';
import { excerptOf, locateSpan } from '../record/place.ts';

/** An object in S3 and the first record that refers to it. */
export interface ObjectInRecord {
  readonly uri: string;
  readonly bucketOwner?: string | undefined;
  readonly location: Location;
  readonly excerpt?: Excerpt | undefined;
}

/** Notes where a reference stands, while the bytes of its line are there. */
export function objectInRecord(
  { uri, bucketOwner, path: inModelInput }: S3Reference,
  { line, place, recordId }: CheckedRecord,
  excerpts: boolean,
): ObjectInRecord {
  const path = ['modelInput', ...inModelInput];
  const span = locatePath(line, path) ?? { start: 0, end: 1 };
  return {
    uri,
    bucketOwner,
    location: locateSpan(place, line, { recordId, path, span }),
    excerpt: excerpts ? excerptOf(line, span) : undefined,
  };
}
