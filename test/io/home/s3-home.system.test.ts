import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { homeAt } from '../../../src/io/index.ts';
import { homeSuite } from '../../support/home-suite.ts';
import { clientFor } from '../../support/s3-test-server.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

describe('a home in S3', () => {
  homeSuite(() => ({ ...emulator, ...emulator.credentials }));

  describe('the clock of S3', () => {
    afterEach(() => vi.useRealTimers());

    it('ends a claim that gave no sign of life for five minutes, whatever other clocks say', async () => {
      await emulator.createBucket('leases');
      const s3 = clientFor({ ...emulator, ...emulator.credentials });
      const home = homeAt('s3://leases/movies/', { s3, once: [] });
      // what the emulator writes now is six minutes old for the clock that dates its replies
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 360_000 });
      const owner = await home.claim('runs/main', 'run');
      vi.useRealTimers();

      const next = await home.claim('runs/main', 'run');

      expect(next.isHeld).toBe(true);
      // by its own clock it has slept for six minutes
      expect(owner.isHeld).toBe(false);
      await next.release();
      await owner.release();
      s3.destroy();
    });
  });
});

describe('homeAt()', () => {
  it('refuses a prefix that Bedrock could not read', () => {
    expect(() => homeAt('s3://bucket/day=1/', { once: [] })).toThrow(/its key holds "="/);
  });
});
