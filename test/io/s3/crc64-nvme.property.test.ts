import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownChecksums } from '../../../src/io/s3/crc64-nvme.ts';

const { CRC64NVME } = ownChecksums();
if (CRC64NVME === undefined) throw new TypeError('the runtime has no WebAssembly');
const Crc64Nvme = CRC64NVME;

const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

/** Bit by bit, as the specification has it. */
function plainCrc64(bytes: Uint8Array): string {
  let crc = 2n ** 64n - 1n;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >> 1n) ^ (crc & 1n ? POLYNOMIAL : 0n);
  }
  return (crc ^ (2n ** 64n - 1n)).toString(16).padStart(16, '0');
}

async function crc64(pieces: readonly Uint8Array[]): Promise<string> {
  const checksum = new Crc64Nvme();
  for (const piece of pieces) checksum.update(piece);
  return Buffer.from(await checksum.digest()).toString('hex');
}

describe('Crc64Nvme', () => {
  it('gives the check of the specification', async () => {
    expect(await crc64([Buffer.from('123456789')])).toBe('ae8b14860a799888');
  });

  it('always gives what the specification has, in whatever pieces the bytes come', async () => {
    const some = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 5 }), async (pieces) => {
        expect(await crc64(pieces)).toBe(plainCrc64(Buffer.concat(pieces)));
      }),
    );
  });

  it('never mixes what two bodies give, and takes pieces larger than its memory', async () => {
    const large = Buffer.alloc(200_001, 'large');
    const [one, other] = [new Crc64Nvme(), new Crc64Nvme()];
    for (let at = 0; at < large.length; at += 70_000) {
      one.update(large.subarray(at, at + 70_000));
      other.update(Uint8Array.of(at & 255));
    }
    const text = async (checksum: InstanceType<typeof Crc64Nvme>) =>
      Buffer.from(await checksum.digest()).toString('hex');

    expect(await text(one)).toBe(await crc64([large]));
    expect(await text(one)).toBe(plainCrc64(large));
    other.reset();
    other.update(Buffer.from('123456789'));
    expect(await text(other)).toBe('ae8b14860a799888');
  });
});
