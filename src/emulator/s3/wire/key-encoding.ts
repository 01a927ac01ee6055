import { invalidArgument } from './s3-errors.ts';

/**
 * How a listing writes keys: as they are, or percent-encoded with `encoding-type=url`, for keys XML cannot hold.
 *
 * @throws {WireError} 400 `InvalidArgument` for any other encoding.
 */
export function keyEncoder(encodingType: string | undefined): (key: string) => string {
  if (encodingType === undefined) return (key) => key;
  if (encodingType !== 'url') {
    throw invalidArgument(
      'Invalid Encoding Method specified in Request',
      'encoding-type',
      encodingType,
    );
  }
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}
