import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { abortable, headObject } from '../../../src/io/index.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';

let emulator: Emulator;
let s3: S3Client;

beforeAll(async () => {
  emulator = await createEmulator();
  s3 = clientFor({ ...emulator, ...emulator.credentials });
  await TestBucket.create(s3, 'data');
});

afterAll(async () => {
  s3.destroy();
  await emulator.close();
});

const thirty = (signal: AbortSignal) =>
  Array.from({ length: 30 }, (_, at) =>
    headObject(s3, { bucket: 'data', key: `${at}` }, { signal }),
  );

describe('requests that share a signal', () => {
  it('are as many as one likes, without a warning of a leak', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => void warnings.push(name);
    process.on('warning', note);

    const { signal } = new AbortController();
    const found = await Promise.all(thirty(signal));
    await sleep(1); // warnings come in a turn of their own
    process.off('warning', note);

    expect(found).toEqual(found.map(() => undefined));
    expect(warnings).toEqual([]);
  });

  it('end with it, for its reason', async () => {
    const controller = new AbortController();
    const asked = thirty(controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);

    for (const one of await Promise.allSettled(asked))
      expect(one).toEqual({ status: 'rejected', reason });
  });

  it('have no signal where none was given, and one that has aborted where it has', () => {
    expect(abortable(undefined)).toEqual({});
    expect(abortable(AbortSignal.abort('late')).abortSignal).toMatchObject({
      aborted: true,
      reason: 'late',
    });
  });
});
