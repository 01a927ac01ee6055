import { parseS3Uri } from '../../../io/index.ts';
import type { CheckSetupOptions, SetupReport } from '../../../setup/index.ts';

/** Looks at an embedded emulator that has the buckets which are named, and nothing else. */
export async function withLocalSetup(
  options: CheckSetupOptions,
  signal: AbortSignal | undefined,
): Promise<SetupReport> {
  const { createEmulator } = await import('../../../emulator/index.ts');
  const { checkSetup } = await import('../../../setup/index.ts');
  const { setupClients } = await import('../../services/aws-setup-clients.ts');
  await using emulator = await createEmulator({ asOf: options.asOf });
  for (const uri of [options.inputUri, options.outputUri]) {
    const bucket = uri === undefined ? undefined : parseS3Uri(uri)?.bucket;
    if (bucket !== undefined) await emulator.createBucket(bucket);
  }
  const { clients, close } = await setupClients(emulator);
  try {
    return await checkSetup({ ...options, ...clients, region: emulator.region, signal });
  } finally {
    close();
  }
}
