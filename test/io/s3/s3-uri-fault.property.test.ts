import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConstraints } from '../../../src/core/index.ts';
import { s3UriFault } from '../../../src/io/index.ts';

/** Converse's pattern of `s3Location.uri`, word for word. */
const REFERENCE = /^s3:\/\/[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9](\/.*)?$/;

const piece = fc.constantFrom(
  ...['a', 'B', '9', '-', '.', '_', '/', '//', '=', ' ', 'ä', '😀', '\n', '\r', '\u2028', "'"],
  ...['bucket', 'x'.repeat(60), 'y'.repeat(950)],
);
const uri = fc
  .tuple(fc.constantFrom('s3://', 's3:/', ''), fc.array(piece, { maxLength: 6 }))
  .map(([scheme, pieces]) => scheme + pieces.join(''));

describe('s3UriFault()', () => {
  it('always finds a fault where the pattern of the API refuses, and never where it takes', () => {
    fc.assert(
      fc.property(uri, (text) => {
        expect(s3UriFault(text, 'job') === undefined).toBe(
          checkConstraints('S3Uri', text).length === 0,
        );
        expect(s3UriFault(text, 'reference') === undefined).toBe(
          REFERENCE.test(text) && text.length <= 1024,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
