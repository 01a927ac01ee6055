import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeOutcomes } from '../../../src/results/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

vi.mock('hyparquet-writer', () => {
  throw new Error('Cannot find package');
});

describe('what writes Parquet', () => {
  it('is named where it is not installed, with what installs it, and nothing is made', async () => {
    async function* outcomes() {
      yield { recordId: '1', status: 'missing' } as const;
    }
    const path = join(folder.path, 'new/outcomes.parquet');

    await expect(writeOutcomes(path, outcomes(), { format: 'parquet' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: 'Parquet is written by hyparquet-writer, which cannot be loaded',
      hint: expect.stringContaining('npm install hyparquet-writer'),
    });
    expect(existsSync(join(folder.path, 'new'))).toBe(false);
  });
});
