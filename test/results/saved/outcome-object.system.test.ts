import { afterAll, beforeAll } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { outcomeObjectSuite } from '../../support/outcome-object-suite.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

outcomeObjectSuite(() => ({ ...emulator, ...emulator.credentials }));
