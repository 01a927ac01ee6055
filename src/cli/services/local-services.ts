import { join } from 'node:path';
import { RUNS_FOLDER } from '../../dataset/index.ts';
import type { Emulator, EmulatorOptions } from '../../emulator/index.ts';
import type { Connection, RuntimeClient } from '../../run/index.ts';

/** Where a run keeps the S3 and the jobs of the embedded emulator. */
export function emulatorFolder(dataset: { readonly folder: string }, run: string): string {
  return join(dataset.folder, RUNS_FOLDER, run, 'emulator');
}

/** What the embedded emulator is started with. */
export interface LocalServicesOptions extends EmulatorOptions {
  readonly folder: string;
  /** A bucket that is made where there is none. */
  readonly bucket?: string | undefined;
  /** Whether records may be asked on demand. Default false. */
  readonly onDemand?: boolean | undefined;
}

/** Services of the embedded emulator. */
export interface LocalServices extends Connection {
  readonly runtime: RuntimeClient | undefined;
}

/**
 * Starts the embedded emulator on a folder, with a bucket, and connects to it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where records are to be asked on demand and the SDK for that is not installed.
 */
export async function openLocalServices(options: LocalServicesOptions): Promise<LocalServices> {
  const { createEmulator } = await import('../../emulator/index.ts');
  const { localClients } = await import('./aws-local-clients.ts');
  const emulator = await createEmulator(options);
  try {
    if (options.bucket !== undefined) await emulator.createBucket(options.bucket);
    const runtime = options.onDemand === true ? await runtimeOf(emulator) : undefined;
    const { s3, bedrock } = localClients(emulator);
    const close = async (): Promise<void> => {
      for (const client of [s3, bedrock, runtime]) client?.destroy();
      await emulator.close();
    };
    return { s3, bedrock, runtime, close };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function runtimeOf({ clientConfig }: Emulator): Promise<RuntimeClient> {
  const { makeRuntimeClient } = await import('../../run/index.ts');
  return makeRuntimeClient(clientConfig);
}
