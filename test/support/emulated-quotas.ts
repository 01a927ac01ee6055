import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { onTestFinished } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/index.ts';

/** A client of an emulator of its own, which ends with the test. */
export async function emulatedQuotas(options: EmulatorOptions = {}): Promise<ServiceQuotasClient> {
  const emulator = await createEmulator(options);
  const client = new ServiceQuotasClient({ ...emulator.clientConfig, maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await emulator.close();
  });
  return client;
}
