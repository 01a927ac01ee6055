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

it.each([[1], [['a', 1]], [null], [true]])(
  'refuses %j for the value of a condition, which would equal no text',
  async (is) => {
    const where = { column: 'title', is: is as unknown as string };

    await expect(buildDataset([{ title: 'Jaws' }], { ...options(), where })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'where',
    });
  },
);
