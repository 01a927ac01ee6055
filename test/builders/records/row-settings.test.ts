import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';

describe('buildDataset()', () => {
  const folder = useTemporaryFolder();

  it.each<[string, unknown, string]>([
    ['NaN', Number.NaN, 'NaN'],
    ['a map', new Map(), 'an instance of "Map"'],
    ['a function', () => 'x', 'a function'],
    ['a BigInt', 9n, 'a BigInt'],
  ])('names the place of %s in what a function gives', async (_, value, what) => {
    const failed = await buildDataset([{ title: 'Film 1' }, { title: 'Film 2' }], {
      model: TITAN,
      out: join(folder.path, 'out'),
      record: ({ title }) => ({
        modelInput: { inputText: 'x', embeddingTypes: [title === 'Film 2' ? value : 'float'] },
      }),
    }).catch((error: unknown) => error);

    expect(failed).toMatchObject({
      report: {
        diagnostics: [
          {
            code: 'ROW_NOT_MAPPED',
            args: {
              row: 2,
              reason: `its "modelInput.embeddingTypes[0]" is ${what}, which JSON cannot say`,
            },
          },
          { code: 'QUOTA_RECORDS_PER_JOB_MIN' },
        ],
      },
    });
  });

  it('takes values to set from the columns of a table', async () => {
    const path = join(folder.path, 'films.csv');
    await writeFile(path, `title,stops\n${'Jaws,"[""END""]"\n'.repeat(100)}`);
    const dataset = await buildDataset(path, {
      model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      prompt: 'Genre of {{title}}?',
      out: join(folder.path, 'out'),
      set: [
        { path: ['stop_sequences'], value: '{{stops}}', as: 'json' },
        { path: ['metadata', 'user_id'], value: 'of {{title}} \\{{x}}', as: 'text' },
      ],
    });

    const shard = await readFile(join(dataset.folder, 'jobs/0000/shard-00000.jsonl'), 'utf8');
    expect(
      shard.match(/"stop_sequences":\["END"\],"metadata":{"user_id":"of Jaws {{x}}"}/g),
    ).toHaveLength(100);
  });
});
