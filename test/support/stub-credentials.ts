import { vi } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';

/** Lets the default chain of the SDK find what an emulator takes. */
export function stubCredentials({
  credentials,
  region,
}: Pick<Emulator, 'credentials' | 'region'>): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_REGION', region);
}
