import { describe, expect, it } from 'vitest';
import { putText, readObject, readText, startingOver } from '../../../src/io/index.ts';
import type { Fault, SeenRequest } from '../../support/fault-proxy.ts';
import { useEmulatorBehindProxy } from './behind-proxy.ts';

const TEXT = 'All of it, from the first byte to the last';
const HALF = 20;
const place = { bucket: 'data', key: 'text' };

const bench = useEmulatorBehindProxy();

const same = (body: Buffer) => body;
/** Turns the last byte of a body into another one. */
const damage = (body: Buffer) => Buffer.concat([body.subarray(0, -1), Buffer.from('?')]);

async function read(): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readObject(bench.s3, place)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Lets the n-th read, from 1, go wrong. */
async function written(faults: readonly (Fault | undefined)[]): Promise<SeenRequest[]> {
  await putText(bench.direct, place, { text: TEXT });
  const reads: SeenRequest[] = [];
  bench.proxy.inject((request) => {
    if (request.operation !== 'GetObject') return undefined;
    reads.push(request);
    return faults[reads.length - 1];
  });
  return reads;
}

describe('readObject()', () => {
  it('reads on behind the last byte that came', async () => {
    const reads = await written([{ change: same, breakAfter: HALF }]);

    expect(await read()).toBe(TEXT);
    expect(reads.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${HALF}-`]);
    expect(reads[1]?.headers['if-match']).toMatch(/^"[0-9a-f]{32}"$/);
  });

  it('does not read on where all bytes had come', async () => {
    const reads = await written([{ change: same, breakAfter: TEXT.length }]);

    expect(await read()).toBe(TEXT);
    expect(reads).toHaveLength(1);
  });

  it.each([
    ['the rest is', [{ change: same, breakAfter: HALF }, { change: damage }]],
    [
      'the beginning is',
      [{ change: (body: Buffer) => Buffer.from(`?${String(body).slice(1)}`), breakAfter: HALF }],
    ],
    ['all in one piece is', [{ change: damage }]],
  ])('says that the bytes are not those of the object where %s damaged', async (_what, faults) => {
    await written(faults);

    await expect(read()).rejects.toMatchObject({ code: 'S3_OBJECT_DIFFERS', isRetryable: true });
  });

  it('says that the object was written anew meanwhile', async () => {
    await written([{ change: same, breakAfter: HALF }]);
    const reading = readObject(bench.s3, place);
    await reading.next();
    await putText(bench.direct, place, {
      text: 'Another text, which is a little longer than the first',
    });

    await expect(async () => {
      for await (const _piece of reading);
    }).rejects.toMatchObject({
      code: 'S3_OBJECT_DIFFERS',
      message: expect.stringContaining('written anew'),
    });
  });
});

describe('startingOver()', () => {
  const broken: readonly Fault[] = [{ change: same, breakAfter: HALF }, { change: damage }];

  it('reads once more from the beginning', async () => {
    const reads = await written(broken);

    expect(await readText(bench.s3, place, { most: 100 })).toBe(TEXT);
    expect(reads.map(({ headers }) => headers.range)).toEqual([
      undefined,
      `bytes=${HALF}-`,
      undefined,
    ]);
  });

  it('gives up after three times', async () => {
    const reads = await written([...broken, ...broken, ...broken, ...broken]);

    await expect(startingOver(read)).rejects.toMatchObject({ code: 'S3_OBJECT_DIFFERS' });
    expect(reads).toHaveLength(6);
  });

  it('leaves every other error alone', async () => {
    let calls = 0;
    const failing = startingOver(() => {
      calls += 1;
      return Promise.reject(new Error('no'));
    });

    await expect(failing).rejects.toThrow('no');
    expect(calls).toBe(1);
  });
});
