import { afterAll, beforeAll } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { estimateSuite } from '../support/estimate-suite.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

estimateSuite(() => ({ ...emulator, ...emulator.credentials }));
