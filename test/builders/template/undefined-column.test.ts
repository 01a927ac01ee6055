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

it('does not name the column that is asked for as one that is there', async () => {
  const failed = buildDataset([{ title: undefined, year: 1975 }], options());

  await expect(failed).rejects.toMatchObject({
    code: 'TEMPLATE_COLUMN_UNKNOWN',
    hint: 'Name one of its columns: "year"',
  });
});
