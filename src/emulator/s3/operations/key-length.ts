import { WireError } from '../../http/wire-error.ts';

const LONGEST_KEY_BYTES = 1024;

/**
 * Refuses keys S3 does not take.
 *
 * @throws {WireError} 400 `KeyTooLongError`.
 */
export function checkKeyLength(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes <= LONGEST_KEY_BYTES) return;
  throw new WireError({
    status: 400,
    code: 'KeyTooLongError',
    message: 'Your key is too long',
    fields: { Size: bytes, MaxSizeAllowed: LONGEST_KEY_BYTES },
  });
}
