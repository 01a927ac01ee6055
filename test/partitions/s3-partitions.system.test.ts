import { afterAll, beforeAll, describe } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { partitionsSuite } from '../support/partitions-suite.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

describe('partitions below a prefix', () => {
  partitionsSuite(() => ({ ...emulator, ...emulator.credentials }));
});
