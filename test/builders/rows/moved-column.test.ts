import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset, csv, jsonl, type Source } from '../../../src/builders/index.ts';
import { bytesOf } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const map = (row: unknown) => ({ modelInput: { inputText: JSON.stringify(row) } });
const table = (text: string) => csv(bytesOf(text), { name: 'x.csv' });
const lines = (text: string) => jsonl(bytesOf(text), { name: 'x.jsonl' });

async function saidOf(source: Source, more = {}): Promise<readonly string[]> {
  const { report } = await buildDataset(source, {
    model: 'amazon.titan-embed-text-v2:0',
    record: map,
    out: join(folder.path, 'out'),
    replace: true,
    quotas: { minRecordsPerJob: 1 },
    ...more,
  });
  return (report?.diagnostics ?? []).map(({ code, message }) => `${code} ${message}`);
}

describe('columns that JavaScript puts first', () => {
  const said = (row: number) =>
    `ROW_COLUMNS_REORDERED The column "2024" comes before "b" in row ${row}, and behind it in the source`;

  it.each([
    ['a table', table('b,2024\n1,2\n3,4\n'), 1],
    ['JSON', lines('{"2024":1,"b":2}\n{"b":1,"2024":{"b":3}}\n{"b":1,"2024":2}\n'), 2],
    ['JSON whose nested keys stand otherwise', lines('{"b":{"2024":1},"2024":2}\n'), 1],
  ])('are said once of %s', async (_, source, row) => {
    expect(await saidOf(source)).toEqual([said(row)]);
  });

  it.each([
    ['where they come first', table('2024,b\n1,2\n')],
    ['where they come first and in order', lines('{"1":1,"20":2,"b":3}\n')],
    ['where no name is a whole number', table('b,02024,-1,1.5\n1,2,3,4\n')],
    ['of rows that are no objects', lines('[1,2]\n"2024"\n')],
  ])('are not said %s', async (_, source) => {
    expect(await saidOf(source)).toEqual([]);
  });

  it('are not said where a template takes them by name', async () => {
    const more = { record: undefined, prompt: '{{b}} {{2024}}' };
    expect(await saidOf(table('b,2024\n1,2\n'), more)).toEqual([]);
  });
});
