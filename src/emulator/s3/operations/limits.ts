import { WireError } from '../../http/wire-error.ts';

const LONGEST_KEY_BYTES = 1024;
const GIB = 1024 ** 3;

/** Largest object of one PutObject or CopyObject and largest part, in bytes: 5 GiB. */
export const LARGEST_PIECE_BYTES: number = 5 * GIB;

/** Smallest part but the last, in bytes: 5 MiB. */
export const SMALLEST_PART_BYTES: number = 5 * 1024 ** 2;

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

/**
 * Refuses a body that is announced larger than one request may carry.
 *
 * @throws {WireError} 400 `EntityTooLarge`.
 */
export function checkPieceSize(bytes: number | undefined): void {
  if (bytes === undefined || bytes <= LARGEST_PIECE_BYTES) return;
  throw new WireError({
    status: 400,
    code: 'EntityTooLarge',
    message: 'Your proposed upload exceeds the maximum allowed size',
    fields: { ProposedSize: bytes, MaxSizeAllowed: LARGEST_PIECE_BYTES },
  });
}
