import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset, type CsvOptions, csv } from '../../src/builders/index.ts';
import { rendererOf } from '../../src/builders/sources/rendered-source.ts';
import { DatasetInvalidError } from '../../src/core/index.ts';
import { bytesOf } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const TABLE = [
  'sku,title,tone,count,',
  '1,"Red ""shoe""\r\nand more",friendly,3,',
  '2,Jaws — 日本 \u2028 😀,,1,',
  '3,"back\\slash",  ,"",',
  '',
  '4,plain,"dry, short",4,',
].join('\n');

const OPTIONS = {
  model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  quotas: { minRecordsPerJob: 1 },
};

describe('builtRows()', () => {
  const folder = useTemporaryFolder();
  let builds = 0;

  /** What a build leaves, and says. */
  async function built(options: Partial<BuildOptions>, source: ReturnType<typeof csv>) {
    const out = join(folder.path, `out-${++builds}`);
    const report = await buildDataset(source, { ...OPTIONS, out, name: 'films', ...options }).then(
      (dataset) => dataset.report,
      (error: unknown) => {
        if (error instanceof DatasetInvalidError) return error.report;
        throw error;
      },
    );
    const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(
      files.map(async (path) => [path.slice(out.length), await readFile(path, 'latin1')]),
    );
    return { report, files: Object.fromEntries(texts) as Record<string, string> };
  }

  /** Builds twice: with lines made by the engine, and of rows mapped one by one, as a source has them that somebody made of another. */
  async function bothWays(options: Partial<BuildOptions>, text = TABLE, table: CsvOptions = {}) {
    const source = () => csv(bytesOf(text), table);
    expect(rendererOf(source())).toBeDefined();
    const fast = await built(options, source());
    expect(fast).toEqual(await built(options, { ...source() }));
    return fast;
  }

  it('makes the same dataset of a table in both ways', async () => {
    const { files } = await bothWays({
      prompt: 'Describe {{title}} ({{count}})',
      system: '{{tone}}',
    });

    expect(Object.keys(files)).toContain('/rows.digests');
    expect(files['/jobs/0000/shard-00000.jsonl']).toContain('Red \\"shoe\\"\\r\\nand more');
    expect(files['/jobs/0000/shard-00000.jsonl']?.match(/"system"/g)).toHaveLength(2);
  });

  it('makes the same dataset where rows are limited, padded, left out, commented or named by a column', async () => {
    const prompt = '{{title}}';
    await bothWays({ prompt, limit: 2 });
    await bothWays({ prompt, id: 'sku-{{sku}}' });
    for (const ragged of ['pad', 'skip'] as const)
      await bothWays({ prompt }, 'title,b\nx,1\ny\nz,3\n#a,b\nw,4\n', { ragged, comment: '#' });
  });

  it('takes no row where none is wanted, and only those that a selection wants', async () => {
    const { report } = await bothWays({ prompt: '{{title}}', limit: 0 });
    expect(report?.records).toBe(0);

    const { files } = await built(
      { prompt: '{{title}}', where: { column: 'count', is: '4' } },
      csv(bytesOf(TABLE)),
    );
    const lines = files['/jobs/0000/shard-00000.jsonl']?.trimEnd().split('\n');
    expect(lines).toEqual([expect.stringContaining('"content":"plain"')]);
  });

  it('says the same of rows that are wrong, at the same rows', async () => {
    const { report } = await bothWays({ prompt: '{{title}}' }, 'title,b\nx,1\n  ,2\ny,3,4\nz,5\n');
    expect(report?.diagnostics.map(({ code }) => code)).toEqual([
      'TEMPLATE_PROMPT_EMPTY',
      'ROW_RAGGED',
    ]);

    const twice = await bothWays({ prompt: '{{title}}', id: '{{b}}' }, 'title,b\nx,1\ny,2\nz,1\n');
    expect(twice.report?.diagnostics).toMatchObject([{ code: 'RECORD_ID_DUPLICATE' }]);
  });
});
