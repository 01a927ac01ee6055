import {
  type FileIdentity,
  fileIdentity,
  type ObjectIdentity,
  objectIdentity,
} from '../../io/index.ts';
import { isInS3 } from './byte-source.ts';
import type { SourceOptions } from './source.ts';

/** What tells whether a file or an object is still the one it was. */
export interface PlaceIdentity extends FileIdentity, Partial<Pick<ObjectIdentity, 'etag'>> {}

/**
 * Tells what identifies what stands at a path or at the URI of an object.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_NOT_FILE`, `SOURCE_READ`; what S3 refuses.
 */
export function identityAt(
  where: string,
  { objects }: Pick<SourceOptions, 'objects'>,
): Promise<PlaceIdentity> {
  return isInS3(where) ? objectIdentity(where, objects) : fileIdentity(where);
}
