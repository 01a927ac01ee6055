import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSpool } from '../../../src/io/index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pieces = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 50 }) },
    { weight: 1, arbitrary: fc.nat(600_000).map((length) => new Uint8Array(length).fill(length)) },
  ),
  { maxLength: 12 },
);

describe.each([
  ['a file', () => folder],
  ['memory', () => undefined],
])('a spool in %s', (_name, place) => {
  it('gives back at any place what was written, also in between', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(1_000_000)), (all, places) => {
        const spool = openSpool(place(), 'ids');
        let written = Buffer.alloc(0);
        for (const [index, piece] of all.entries()) {
          spool.write(piece);
          written = Buffer.concat([written, piece]);
          const at = (places[index] ?? 0) % (written.length + 1);
          const into = Buffer.alloc(1000);
          const bytes = spool.readAt(into, at);

          expect(into.subarray(0, bytes).equals(written.subarray(at, at + 1000))).toBe(true);
        }

        expect([spool.bytes, spool.readAt(Buffer.alloc(1), written.length + 5)]).toEqual([
          written.length,
          0,
        ]);

        spool.close();
      }),
      { numRuns: 20 },
    );
  });

  it('leaves no name in the folder, not even while it is open', () => {
    const spool = openSpool(place(), 'ids');
    spool.write(Buffer.alloc(300_000));

    expect(readdirSync(folder)).toEqual([]);

    spool.close();
  });
});
