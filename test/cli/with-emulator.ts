import { afterEach, beforeEach, vi } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { stubCredentials } from '../support/stub-credentials.ts';
import { type Ended, runMain } from './run-main.ts';

/** The emulator of the test that runs. */
export interface EmulatorOfTest {
  readonly emulator: Emulator;
  /** Calls the command against it. */
  readonly call: (...argv: readonly string[]) => Promise<Ended>;
}

/** Gives each test of the file an emulator with a bucket `data`, and the environment its credentials; closed afterwards. */
export function useEmulator(options: EmulatorOptions): EmulatorOfTest {
  let emulator: Emulator | undefined;
  const started = (): Emulator => {
    if (emulator === undefined) throw new Error('The emulator runs only inside of a test');
    return emulator;
  };
  beforeEach(async () => {
    emulator = await createEmulator(options);
    await emulator.createBucket('data');
    stubCredentials(emulator);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await started().close();
  });
  return {
    get emulator() {
      return started();
    },
    call: (...argv) => runMain([...argv, '--endpoint-url', started().endpoint]),
  };
}
