import { afterAll, beforeAll, describe } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { buildS3Suite } from '../../support/build-s3-suite.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

describe('buildDataset() into S3', () => {
  buildS3Suite(() => ({ ...emulator, ...emulator.credentials }));
});
