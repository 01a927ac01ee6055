import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type BuildOptions, buildDataset, readRecords } from '../../../src/builders/index.ts';
import { pathKind } from '../../../src/io/index.ts';
import { ownSchema } from '../../support/own-schema.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');

const options = (more: Partial<BuildOptions> = {}): BuildOptions => ({
  model: MODEL,
  prompt: '{{title}}',
  quotas: { minRecordsPerJob: 1 },
  out: out(),
  ...more,
});
const titled = z.object({ title: z.string().min(2, 'two letters are needed') });

async function csv(...lines: readonly string[]): Promise<string> {
  const path = join(folder.path, 'films.csv');
  await writeFile(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

describe('buildDataset() with a schema for rows', () => {
  it('shows it each row as a function would get it, before it becomes a record', async () => {
    const seen: unknown[] = [];
    const rowSchema = ownSchema((value) => {
      seen.push(value);
      return undefined;
    });

    await buildDataset(await csv('title,year', 'Jaws,1975'), options({ rowSchema }));
    await buildDataset([{ title: 'Alien', year: 1979 }], options({ rowSchema, replace: true }));

    expect(seen).toEqual([
      { title: 'Jaws', year: '1975' },
      { title: 'Alien', year: 1979 },
    ]);
  });

  it('counts what it refuses, with row and place, and writes nothing', async () => {
    const building = buildDataset(
      await csv('title,year', 'Jaws,1975', 'X,1980', 'Y,'),
      options({ rowSchema: titled }),
    );

    await expect(building).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      report: {
        errors: 2,
        records: 1,
        diagnostics: [
          {
            code: 'ROW_OWN_SCHEMA',
            location: { line: 3, path: 'title' },
            args: { row: 2, path: 'title', text: 'two letters are needed', received: '"X"' },
          },
          { code: 'ROW_OWN_SCHEMA', location: { line: 4 }, args: { row: 3 } },
        ],
      },
    });
    expect(await pathKind(out())).toBe('missing');
  });

  it('does not map a row that it refuses', async () => {
    const mapped: unknown[] = [];
    const record = (row: unknown) => {
      mapped.push(row);
      return { modelInput: { inputText: 'Hi' } };
    };

    await buildDataset(
      [{ title: 'X' }, { title: 'Jaws' }],
      options({ prompt: undefined, record, rowSchema: titled }),
    ).catch(() => undefined);

    expect(mapped).toEqual([{ title: 'Jaws' }]);
  });

  it.each([
    ['a template', {}],
    ['a function', { prompt: undefined, record: () => ({ modelInput: { inputText: 'X' } }) }],
    ['a promise', { prompt: undefined, record: async () => ({ modelInput: { inputText: 'X' } }) }],
  ])('goes on with %s where its diagnostic is lowered', async (_, by: Partial<BuildOptions>) => {
    const { report } = await buildDataset(
      [{ title: 'X' }],
      options({ ...by, rowSchema: titled, severities: { ROW_OWN_SCHEMA: 'warning' } }),
    );

    expect(report).toMatchObject({
      records: 1,
      warnings: 1,
      diagnostics: [{ code: 'ROW_OWN_SCHEMA', severity: 'warning' }],
    });
  });

  it('is not asked where its diagnostic is off', async () => {
    const rowSchema = ownSchema(() => {
      throw new Error('asked');
    });
    const severities = { ROW_OWN_SCHEMA: 'off' } as const;

    expect(await buildDataset([{ title: 'X' }], options({ rowSchema, severities }))).toMatchObject({
      manifest: { records: 1 },
    });
  });

  it('changes no row', async () => {
    const rowSchema = z.object({ title: z.string().transform(() => 'other') });

    const dataset = readRecords([{ title: 'Jaws' }], options({ rowSchema }));

    for await (const { modelInput } of dataset) expect(modelInput).toEqual({ inputText: 'Jaws' });
  });

  it('names the row at which it throws, and leaves nothing behind', async () => {
    const rowSchema = ownSchema((row) => {
      if ((row as { title: string }).title === 'X') throw new Error('gone');
      return undefined;
    });

    await expect(
      buildDataset([{ title: 'Jaws' }, { title: 'X' }], options({ rowSchema, name: 'films' })),
    ).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'rowSchema',
      message: expect.stringContaining('The schema for rows threw at row 2 of "films"'),
    });
    expect(await pathKind(out())).toBe('missing');
  });

  it('leaves the rows it refuses out of readRecords()', async () => {
    const ids: unknown[] = [];
    const rows = [{ title: 'X' }, { title: 'Jaws' }];
    for await (const { recordId } of readRecords(rows, options({ rowSchema: titled }))) {
      ids.push(recordId);
    }

    expect(ids).toEqual(['00000002']);
  });
});

describe('buildDataset() with a schema for model inputs', () => {
  const short = z.object({ inputText: z.string().max(4) });

  it('asks it of each record, and names its row', async () => {
    const building = buildDataset(
      [{ title: 'Jaws' }, { title: 'Alien' }],
      options({ schema: short }),
    );

    await expect(building).rejects.toMatchObject({
      report: {
        diagnostics: [
          {
            code: 'MODEL_INPUT_OWN_SCHEMA',
            location: { row: 2, recordId: '00000002', path: 'modelInput.inputText' },
          },
        ],
      },
    });
    expect(await pathKind(out())).toBe('missing');
  });

  it('is refused before anything is read where it is no schema', async () => {
    const schema = {} as never;

    await expect(
      buildDataset(await csv('title', 'Jaws'), options({ schema })),
    ).rejects.toMatchObject({
      option: 'schema',
    });
  });
});

describe('the build key', () => {
  const schema = z.object({ inputText: z.string() });
  const reuse = async (first: Partial<BuildOptions>, second: Partial<BuildOptions>) => {
    const source = await csv('title', 'Jaws');
    await buildDataset(source, options(first));
    return buildDataset(source, options(second));
  };

  it('knows a build by the keys of its schemas', async () => {
    const keyed = { schema, schemaKey: 'a', rowSchema: titled, rowSchemaKey: 'b' };

    expect(await reuse(keyed, keyed)).toMatchObject({ reused: true });
  });

  it.each([
    ['another schema', { schema, schemaKey: 'a' }, { schema, schemaKey: 'b' }],
    ['another schema for rows', {}, { rowSchema: titled, rowSchemaKey: 'b' }],
    ['no schema any more', { schema, schemaKey: 'a' }, {}],
    ['a schema without a key', { schema }, { schema }],
    ['one of two without a key', {}, { schema, schemaKey: 'a', rowSchema: titled }],
  ])('tells %s apart', async (_, first, second) => {
    await expect(reuse(first, second)).rejects.toMatchObject({ code: 'DATASET_EXISTS' });
  });

  it('looks at no key without a schema', async () => {
    expect(await reuse({}, { schemaKey: 'a', rowSchemaKey: 'b' })).toMatchObject({ reused: true });
  });
});
