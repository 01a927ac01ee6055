import { afterAll, vi } from 'vitest';

/** Files that share a process leave to the next one what they found. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
