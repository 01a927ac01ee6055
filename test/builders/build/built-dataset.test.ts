import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { openDataset } from '../../../src/dataset/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

describe('the dataset that a build gives', () => {
  const folder = useTemporaryFolder();

  it.each([
    { title: 'all rows', more: {} },
    { title: 'some rows, ids of a column', more: { id: 'id-{{title}}', sample: 101, limit: 110 } },
    { title: 'padding', more: { limit: 3, belowMinimum: 'pad' } },
  ] as const)('is the one that opening its folder gives: $title', async ({ more }) => {
    const rows = Array.from({ length: 120 }, (_, index) => ({ title: `${index}` }));
    const out = join(folder.path, 'out');

    const built = await buildDataset(rows, {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      prompt: 'Genre of {{title}}?',
      out,
      ...more,
    });
    const opened = await openDataset(out);

    expect(JSON.stringify(built.manifest)).toBe(JSON.stringify(opened.manifest));
    expect(built).toMatchObject({ folder: opened.folder, store: { name: opened.store.name } });
  });
});
