import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { clientFor } from '../../support/s3-test-server.ts';

/** What the tests of a file share, once they run. */
export interface BehindProxy {
  readonly proxy: FaultProxy;
  /** Client that the proxy does not see. */
  readonly direct: S3Client;
  /** Client that goes through the proxy. */
  readonly s3: S3Client;
}

/** Gives the tests of a file an emulator with a bucket `data` behind a proxy that injects nothing when a test begins. */
export function useEmulatorBehindProxy(): BehindProxy {
  const shared = {} as { proxy: FaultProxy; direct: S3Client; s3: S3Client };
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator();
    await emulator.createBucket('data');
    shared.proxy = await startFaultProxy(emulator.endpoint);
    const { endpoint } = shared.proxy;
    shared.direct = clientFor({ ...emulator, ...emulator.credentials });
    shared.s3 = clientFor({ ...emulator, ...emulator.credentials }, { endpoint });
  });
  afterEach(() => shared.proxy.inject(() => undefined));
  afterAll(async () => {
    shared.s3.destroy();
    shared.direct.destroy();
    await shared.proxy.stop();
    await emulator.close();
  });
  return shared;
}
