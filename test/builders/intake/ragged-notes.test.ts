import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset } from '../../../src/builders/index.ts';
import type { DatasetInvalidError } from '../../../src/core/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const options = (more: Partial<BuildOptions> = {}): BuildOptions => ({
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{a}}|{{b}}',
  out: join(folder.path, 'out'),
  quotas: { minRecordsPerJob: 1 },
  ...more,
});

/** Each third row has a field too few, each seventh one too many. */
const lineOf = (row: number) => `r${row}${row % 7 === 0 ? ',x,y' : row % 3 === 0 ? '' : ',x'}`;
const ROWS = 36_000;
const isLong = (row: number) => row % 7 === 0;
const isShort = (row: number) => row % 3 === 0 && !isLong(row);
const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);
const [longs, shorts] = [numbers.filter(isLong), numbers.filter(isShort)];

async function table(count = ROWS): Promise<string> {
  const path = join(folder.path, 'table.csv');
  await writeFile(path, `a,b\n${numbers.slice(0, count).map(lineOf).join('\n')}\n`);
  return path;
}

async function texts(): Promise<string[]> {
  const shard = await readFile(join(folder.path, 'out/jobs/0000/shard-00000.jsonl'), 'utf8');
  return Array.from(shard.matchAll(/"inputText":"([^"]*)"/g), ([, text = '']) => text);
}

describe('a build from rows of other lengths', () => {
  it('lists all of them, and writes nothing', async () => {
    const failed = buildDataset(await table(), options());

    const { report } = (await failed.catch((error: unknown) => error)) as DatasetInvalidError;
    const count = longs.length + shorts.length;
    expect(report).toMatchObject({
      errors: count,
      records: ROWS - count,
      counts: [{ code: 'ROW_RAGGED', severity: 'error', count }],
    });
    expect(report.diagnostics.slice(0, 3)).toMatchObject([
      { message: 'Row 3 (line 4) has 1 field where 2 columns are named' },
      { message: 'Row 6 (line 7) has 1 field where 2 columns are named' },
      { message: 'Row 7 (line 8) has 3 fields where 2 columns are named', location: { line: 8 } },
    ]);
    expect(await readdir(folder.path)).toEqual(['table.csv']);
  });

  it('has no record in the place of another whatever the severity', async () => {
    const severities = { ROW_RAGGED: 'off' } as const;

    await expect(buildDataset(await table(10), options({ severities }))).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      message: expect.stringContaining('4 rows that became no record'),
    });
  });

  it('leaves them out with their count, and record n is row n of what is left', async () => {
    const { manifest, report } = await buildDataset(await table(), options({ ragged: 'skip' }));

    const kept = numbers.filter((row) => !isLong(row) && !isShort(row));
    expect(await texts()).toEqual(kept.map((row) => `r${row}|x`));
    expect(report?.counts).toEqual([
      { code: 'ROW_LEFT_OUT', severity: 'warning', count: ROWS - kept.length },
    ]);
    expect(manifest.rows?.count).toBe(kept.length);
  });

  it('fills short ones, and refuses long ones', async () => {
    await expect(buildDataset(await table(), options({ ragged: 'pad' }))).rejects.toMatchObject({
      report: {
        counts: [
          { code: 'ROW_PADDED', count: shorts.length },
          { code: 'ROW_RAGGED', count: longs.length },
        ],
      },
    });

    const { report } = await buildDataset(await table(6), options({ ragged: 'pad' }));
    expect(report).toMatchObject({ valid: true, warnings: 2 });
    expect(await texts()).toEqual(['r1|x', 'r2|x', 'r3|', 'r4|x', 'r5|x', 'r6|']);
  });

  it.each([
    ['skip', 3, 1, ['r1|x', 'r2|x', 'r4|x']],
    ['skip', 2, 0, ['r1|x', 'r2|x']],
    ['pad', 3, 1, ['r1|x', 'r2|x', 'r3|']],
    ['error', 2, 0, ['r1|x', 'r2|x']],
  ] as const)('tells of no row behind the limit: %s, %i', async (ragged, limit, warnings, all) => {
    const { report } = await buildDataset(await table(9), options({ ragged, limit }));

    expect(report).toMatchObject({ valid: true, warnings });
    expect(await texts()).toEqual(all);
  });

  it('tells what was left out where nothing else is there', async () => {
    const path = join(folder.path, 'prose.csv');
    await writeFile(path, 'a,b\nx\ny\n');

    await expect(buildDataset(path, options({ ragged: 'skip' }))).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      report: { records: 0, warnings: 2 },
    });
  });

  it('is another build where they are taken in another way', async () => {
    const path = await table(2);
    await buildDataset(path, options());

    expect(await buildDataset(path, options({ ragged: 'error' }))).toMatchObject({ reused: true });
    await expect(buildDataset(path, options({ ragged: 'skip' }))).rejects.toMatchObject({
      code: 'DATASET_EXISTS',
    });
  });
});
