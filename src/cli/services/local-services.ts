import { join } from 'node:path';
import { RUNS_FOLDER } from '../../dataset/index.ts';
import type { EmulatorOptions } from '../../emulator/index.ts';
import type { Connection } from '../../run/index.ts';

/** Where a run keeps the S3 and the jobs of the embedded emulator. */
export function emulatorFolder(dataset: { readonly folder: string }, run: string): string {
  return join(dataset.folder, RUNS_FOLDER, run, 'emulator');
}

/** Starts the embedded emulator on a folder, with a bucket, and connects to it. */
export async function openLocalServices(
  options: EmulatorOptions & { readonly folder: string; readonly bucket?: string | undefined },
): Promise<Connection> {
  const { createEmulator } = await import('../../emulator/index.ts');
  const { localClients } = await import('./aws-local-clients.ts');
  const emulator = await createEmulator(options);
  try {
    if (options.bucket !== undefined) await emulator.createBucket(options.bucket);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  const { s3, bedrock } = localClients(emulator);
  const close = async (): Promise<void> => {
    s3.destroy();
    bedrock.destroy();
    await emulator.close();
  };
  return { s3, bedrock, close };
}
