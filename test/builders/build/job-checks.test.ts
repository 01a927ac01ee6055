import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const options = () => ({
  model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  prompt: '{{title}}',
  out: join(folder.path, 'out'),
});

it.each(['error', 'skip'] as const)(
  'counts rows that became no record among those of a job, where %s is the way of invalid ones',
  async (onInvalid) => {
    const rows = Array.from({ length: 4 }, () => ({ title: '' }));
    const quotas = { minRecordsPerJob: 4 };
    const diagnosticsOf = async (of: typeof rows) => {
      const failed: unknown = await buildDataset(of, { ...options(), onInvalid, quotas }).catch(
        (error: unknown) => error,
      );
      return (failed as { report: { diagnostics: { code: string }[] } }).report.diagnostics;
    };

    const enough = await diagnosticsOf(rows);
    const tooFew = await diagnosticsOf(rows.slice(1));

    expect(enough.map(({ code }) => code)).not.toContain('QUOTA_RECORDS_PER_JOB_MIN');
    expect(tooFew).toContainEqual(
      expect.objectContaining({
        code: 'QUOTA_RECORDS_PER_JOB_MIN',
        message: expect.stringContaining('3 records') as string,
        hint: expect.stringContaining('Add records') as string,
      }),
    );
  },
);
