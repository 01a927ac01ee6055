import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ChunkSignatures } from '../../../src/emulator/signature/chunk-signatures.ts';

// The examples of the S3 API reference, "Transferring payload in multiple chunks", with and without trailing headers.
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const key = ['20130524', 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(
  hmac,
  `AWS4${SECRET}`,
) as Buffer;

const presented = (signature: string) => ({
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  scopeDate: '20130524',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: [],
  signature,
  longDate: '20130524T000000Z',
});

function takeChunks(signatures: ChunkSignatures, chunks: readonly string[]): void {
  for (const [i, bytes] of [65_536, 1024, 0].entries()) {
    signatures.update(Buffer.alloc(bytes, 'a'));
    signatures.endChunk(chunks[i] ?? '');
  }
}

const SEED = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
const CHUNKS = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

describe('ChunkSignatures', () => {
  it("takes AWS's example", () => {
    const signatures = new ChunkSignatures(presented(SEED), key, false);

    expect(() => takeChunks(signatures, CHUNKS)).not.toThrow();
  });

  it.each([0, 1, 2])('refuses a changed signature of chunk %i', (i) => {
    const chunks = CHUNKS.with(i, CHUNKS[(i + 1) % 3] ?? '');
    const signatures = new ChunkSignatures(presented(SEED), key, false);

    expect(() => takeChunks(signatures, chunks)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 }),
    );
  });

  it("takes AWS's example with a trailer, and no other trailer", () => {
    const seed = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';
    const chunks = [
      'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
      '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
      '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
    ];
    const trailer = (value: string) =>
      new Map([
        ['x-amz-checksum-crc32c', value],
        [
          'x-amz-trailer-signature',
          'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435',
        ],
      ]);
    const signatures = new ChunkSignatures(presented(seed), key, true);
    takeChunks(signatures, chunks);

    expect(() => signatures.endTrailer(trailer('sOO8/A=='))).toThrow();
    expect(() => signatures.endTrailer(trailer('sOO8/Q=='))).not.toThrow();
  });
});
