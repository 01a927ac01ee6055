import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChecksumAlgorithm,
  joinChecksums,
  startChecksum,
} from '../../../../src/emulator/s3/body/checksums.ts';

async function checksum(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  const running = await startChecksum(algorithm);
  running.update(bytes);
  return running.digest().toString('base64');
}

describe('startChecksum()', () => {
  // Check values of "123456789" in the catalogue of CRCs, and of the SHA standard.
  it.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('computes %s', async (algorithm, hex) => {
    const base64 = await checksum(algorithm, Buffer.from('123456789'));
    expect(Buffer.from(base64, 'base64').toString('hex')).toBe(hex);
  });
});

describe('joinChecksums()', () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    'always gives the %s of the whole from those of its parts',
    async (algorithm) => {
      await fc.assert(
        fc.asyncProperty(parts, async (bodies) => {
          const joined = await joinChecksums(
            algorithm,
            'FULL_OBJECT',
            await Promise.all(
              bodies.map(async (body) => ({
                value: await checksum(algorithm, body),
                bytes: body.length,
              })),
            ),
          );
          expect(joined.value).toBe(await checksum(algorithm, Buffer.concat(bodies)));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('counts the parts of a composite checksum', async () => {
    const value = await checksum('SHA256', Buffer.from('part'));
    const joined = await joinChecksums('SHA256', 'COMPOSITE', [
      { value, bytes: 4 },
      { value, bytes: 4 },
    ]);
    const twice = Buffer.concat([Buffer.from(value, 'base64'), Buffer.from(value, 'base64')]);

    expect(joined.value).toBe(`${await checksum('SHA256', twice)}-2`);
  });
});
