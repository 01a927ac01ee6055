import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { askOnDemand } from '../../../src/run/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

vi.mock('@aws-sdk/client-bedrock-runtime', () => {
  throw new Error('Cannot find package');
});

describe('the SDK of the runtime', () => {
  it('is named where it is not installed, with what installs it', async () => {
    const asking = askOnDemand([], { model: 'm', out: join(folder.path, 'out') });

    await expect(asking).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('@aws-sdk/client-bedrock-runtime, which cannot be loaded'),
      hint: expect.stringContaining('npm install @aws-sdk/client-bedrock-runtime'),
    });
  });
});
