import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  jsonArray,
  readRecords,
} from '../../src/builders/index.ts';
import { titan } from '../../src/models/index.ts';
import { validateDataset } from '../../src/validators/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

interface Film {
  readonly title: string | null;
}

const films = (count: number): Film[] =>
  Array.from({ length: count }, (_, index) => ({ title: `Film ${index + 1}` }));
const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const TITAN = 'amazon.titan-embed-text-v2:0';

describe('buildDataset()', () => {
  const folder = useTemporaryFolder();
  const options = (more: Partial<BuildOptions<Film>> = {}): BuildOptions<Film> => ({
    model: CLAUDE,
    prompt: 'Genre of {{title}}?',
    out: join(folder.path, 'out'),
    ...more,
  });
  const RUN = '/runs/main/run.json';
  const beginRun = () => {
    mkdirSync(join(folder.path, 'out/runs/main'), { recursive: true });
    writeFileSync(join(folder.path, 'out', RUN), '{}');
  };
  const readAll = async (path: string) =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map(async (entry) => [
            join(entry.parentPath, entry.name).slice(path.length),
            await readFile(join(entry.parentPath, entry.name), 'utf8'),
          ]),
      ),
    ) as Record<string, string>;

  it('writes shards and a manifest that validation agrees with', async () => {
    const dataset = await buildDataset(films(120), options());

    const report = await validateDataset(dataset.folder);
    expect(report).toMatchObject({ valid: true, records: 120, warnings: 0 });
    expect(dataset.manifest).toMatchObject({
      name: 'rows',
      model: CLAUDE,
      records: 120,
      padding: [],
      invocationType: 'InvokeModel',
    });
    expect(dataset.manifest.jobs[0]?.shards[0]).toMatchObject({
      firstRecordId: '00000001',
      lastRecordId: '00000120',
      rows: { first: 1, count: 120 },
    });
    const [line] = (
      await readFile(join(dataset.folder, 'jobs/0000/shard-00000.jsonl'), 'utf8')
    ).split('\n');
    expect(JSON.parse(line ?? '')).toEqual({
      recordId: '00000001',
      modelInput: {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 1024,
        messages: [{ role: 'user', content: 'Genre of Film 1?' }],
      },
    });
  });

  it('leaves nothing but the dataset in its folder', async () => {
    await buildDataset(films(100), options());

    expect(Object.keys(await readAll(join(folder.path, 'out'))).sort()).toEqual([
      '/jobs/0000/shard-00000.jsonl',
      '/manifest.json',
      '/rows.digests',
    ]);
  });

  it('writes the same bytes for the same source', async () => {
    const path = join(folder.path, 'films.json');
    await writeFile(path, JSON.stringify(films(150)));

    await buildDataset(path, options({ out: join(folder.path, 'a') }));
    await buildDataset(path, options({ out: join(folder.path, 'b') }));

    expect(await readAll(join(folder.path, 'a'))).toEqual(await readAll(join(folder.path, 'b')));
  });

  it('keeps the dataset that is there when the same is asked for again', async () => {
    const path = join(folder.path, 'films.json');
    await writeFile(path, JSON.stringify(films(100)));
    await buildDataset(path, options());

    const again = await buildDataset(path, options());

    expect(again.reused).toBe(true);
    expect(again.manifest.records).toBe(100);
  });

  it('refuses a folder with a dataset of another prompt, and replaces it when told to', async () => {
    const path = join(folder.path, 'films.json');
    await writeFile(path, JSON.stringify(films(100)));
    await buildDataset(path, options());

    await expect(
      buildDataset(path, options({ prompt: 'Year of {{title}}?' })),
    ).rejects.toMatchObject({ code: 'DATASET_EXISTS' });
    const replaced = await buildDataset(
      path,
      options({ prompt: 'Year of {{title}}?', replace: true }),
    );

    expect(replaced.reused).toBe(false);
    expect(await readFile(join(replaced.folder, 'jobs/0000/shard-00000.jsonl'), 'utf8')).toContain(
      'Year of Film 1?',
    );
  });

  it('never replaces a dataset that has runs', async () => {
    await buildDataset(films(100), options());
    beginRun();

    await expect(buildDataset(films(100), options({ replace: true }))).rejects.toMatchObject({
      code: 'DATASET_EXISTS',
    });
  });

  it('refuses a folder with files of others, and leaves them alone', async () => {
    await mkdir(join(folder.path, 'out'));
    await writeFile(join(folder.path, 'out', 'thesis.txt'), 'precious');

    await expect(buildDataset(films(100), options({ replace: true }))).rejects.toMatchObject({
      code: 'DATASET_FOREIGN_FILES',
    });

    expect(await readAll(join(folder.path, 'out'))).toEqual({ '/thesis.txt': 'precious' });
  });

  it('builds over the leftovers of a build that broke off', async () => {
    const work = join(folder.path, 'out', '.bedrock-batch-work-abc', 'jobs', '0000');
    await mkdir(work, { recursive: true });
    await writeFile(join(work, 'shard-00000.jsonl'), 'half');

    const dataset = await buildDataset(films(100), options());

    expect(await readdir(dataset.folder)).toEqual(['jobs', 'manifest.json', 'rows.digests']);
  });

  it('names count, quota, ways out and cost where there are too few rows, and leaves nothing', async () => {
    const failed = buildDataset(films(30), options());

    await expect(failed).rejects.toMatchObject({ code: 'DATASET_INVALID' });
    const report = await failed.catch(
      (error: { report: { diagnostics: { code: string; message: string; hint: string }[] } }) =>
        error.report,
    );
    expect(report).toMatchObject({ diagnostics: [{ code: 'QUOTA_RECORDS_PER_JOB_MIN' }] });
    expect(JSON.stringify(report)).toMatch(
      /30 records.*100 records.*70 more times.*bytes.*--below-minimum pad/,
    );
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('pads with the shortest record under reserved ids', async () => {
    const rows = [{ title: 'A long title' }, { title: 'It' }, { title: 'Jaws' }];

    const dataset = await buildDataset(rows, options({ belowMinimum: 'pad' }));

    const { manifest } = dataset;
    expect(manifest.records).toBe(100);
    expect(manifest.padding).toHaveLength(97);
    expect(manifest.jobs[0]?.shards[0]?.rows).toEqual({ first: 1, count: 3 });
    const lines = (await readFile(join(dataset.folder, 'jobs/0000/shard-00000.jsonl'), 'utf8'))
      .trim()
      .split('\n');
    expect(lines[99]).toContain('Genre of It?');
    expect((JSON.parse(lines[99] ?? '') as { recordId: string }).recordId).toBe('pad-0097');
    expect((await validateDataset(dataset.folder)).valid).toBe(true);
  });

  it('never gives padding the id of a row', async () => {
    const rows = [{ title: 'pad-0001' }, { title: 'x' }];

    const { manifest } = await buildDataset(
      rows,
      options({ id: '{{title}}', belowMinimum: 'pad' }),
    );

    expect(manifest.padding).not.toContain('pad-0001');
    expect(manifest.padding).toHaveLength(98);
  });

  it('moves records into the last job where it would be too small', async () => {
    const dataset = await buildDataset(
      films(610),
      options({ quotas: { recordsPerJob: 300, recordsPerFile: 120 } }),
    );

    const { manifest } = dataset;
    expect(manifest.jobs.map(({ records }) => records)).toEqual([300, 210, 100]);
    expect(manifest.jobs.map(({ shards }) => shards.map(({ records }) => records))).toEqual([
      [120, 120, 60],
      [120, 90],
      [100],
    ]);
    const shards = manifest.jobs.flatMap((job) => job.shards);
    expect(shards.map(({ rows }) => rows.first)).toEqual([1, 121, 241, 301, 421, 511]);
    expect(shards.at(-1)).toMatchObject({ firstRecordId: '00000511', lastRecordId: '00000610' });
    expect(await validateDataset(dataset.folder)).toMatchObject({ valid: true, records: 610 });
  });

  it('fills the last of several jobs where the one before cannot lend', async () => {
    const rows = [...films(158), { title: 'pad-0001' }, { title: 'pad-0003' }];

    const { manifest, folder: built } = await buildDataset(
      rows,
      options({ id: '{{title}}', quotas: { recordsPerJob: 150 }, belowMinimum: 'pad' }),
    );

    expect(manifest.jobs.map(({ records }) => records)).toEqual([150, 100]);
    expect(manifest.padding).toHaveLength(90);
    expect(manifest.padding.slice(0, 2)).toEqual(['pad-0002', 'pad-0004']);
    expect(manifest.jobs.flatMap(({ shards }) => shards.map(({ rows: range }) => range))).toEqual([
      { first: 1, count: 150 },
      { first: 151, count: 10 },
    ]);
    expect(await validateDataset(built)).toMatchObject({ valid: true, records: 250 });
  });

  it('lends before it pads', async () => {
    const { manifest } = await buildDataset(
      films(210),
      options({ quotas: { recordsPerJob: 200 }, belowMinimum: 'pad' }),
    );

    expect(manifest.jobs.map(({ records }) => records)).toEqual([110, 100]);
    expect(manifest.padding).toEqual([]);
  });

  it('says that there are no rows where no minimum does', async () => {
    await expect(
      buildDataset([] as Film[], options({ quotas: { minRecordsPerJob: 0 } })),
    ).rejects.toMatchObject({
      code: 'SOURCE_EMPTY',
      message: '"rows" has no rows, so no dataset was written',
    });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it.each(['warning', 'off'] as const)(
    'ends where a row became no record, even where that is lowered to %s',
    async (severity) => {
      const rows = [{ title: ' ' }, ...films(100)];

      const failed = buildDataset(
        rows,
        options({ prompt: '{{title}}', severities: { TEMPLATE_PROMPT_EMPTY: severity } }),
      );

      await expect(failed).rejects.toMatchObject({
        code: 'DATASET_INVALID',
        message:
          'The source gives 1 row that became no record, which ends a build whatever the severities, so no dataset was written',
      });
      expect(await readdir(folder.path)).toEqual([]);
    },
  );

  it.each(['warning', 'off'] as const)(
    'takes an empty prompt where the validator is told that empty text is no error: %s',
    async (severity) => {
      const rows = [{ title: ' ' }, ...films(100)];
      const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

      const built = await buildDataset(
        rows,
        options({ model, prompt: '{{title}}', severities: { MODEL_INPUT_EMPTY_TEXT: severity } }),
      );

      const codes = (built.report?.diagnostics ?? []).map(({ code }) => code);
      expect(codes.includes('MODEL_INPUT_EMPTY_TEXT')).toBe(severity === 'warning');
      expect(codes).not.toContain('TEMPLATE_PROMPT_EMPTY');
    },
  );

  it('tells how a source is read from how it was read before', async () => {
    const path = join(folder.path, 'films.json');
    await writeFile(path, JSON.stringify({ a: films(100), b: films(120) }));
    await buildDataset(jsonArray(path, { pick: 'a' }), options());

    const again = await buildDataset(jsonArray(path, { pick: 'a' }), options());
    const other = buildDataset(jsonArray(path, { pick: 'b' }), options());

    expect(again.reused).toBe(true);
    await expect(other).rejects.toMatchObject({ code: 'DATASET_EXISTS' });
  });

  it('never replaces a dataset that gets a run while it builds', async () => {
    const { manifest } = await buildDataset(films(100), options());
    const before = await readAll(join(folder.path, 'out'));

    await expect(
      buildDataset(films(120), options({ replace: true, onProgress: beginRun })),
    ).rejects.toMatchObject({ code: 'DATASET_EXISTS' });

    expect(manifest.records).toBe(100);
    expect(await readAll(join(folder.path, 'out'))).toEqual({ ...before, [RUN]: '{}' });
  });

  it('names records by their hash in the order of the rows, whichever is ready first', async () => {
    const waiting: (() => void)[] = [];
    const { manifest } = await buildDataset(
      Array.from({ length: 100 }, (_, index) => index),
      {
        model: TITAN,
        out: join(folder.path, 'out'),
        id: 'hash',
        record: async (row: number) => {
          if (row < 99) await new Promise<void>((resolve) => waiting.push(resolve));
          else for (const resolve of waiting.toReversed()) resolve();
          return { modelInput: { inputText: 'same' } };
        },
      },
    );

    const shard = manifest.jobs[0]?.shards[0];
    expect(shard?.firstRecordId).toMatch(/^[0-9a-f]{16}$/);
    expect(shard?.lastRecordId).toBe(`${shard?.firstRecordId}-100`);
  });

  it('rejects once where the id names an unknown column and the function is async now and then', async () => {
    const path = join(folder.path, 'films.csv');
    await writeFile(path, 'title\na\nb\nc\n');
    const modelInput = titan.embed({ inputText: 'x' });

    await expect(
      buildDataset(path, {
        model: TITAN,
        out: join(folder.path, 'out'),
        id: '{{sku}}',
        record: (_row: unknown, { number }) =>
          number === 2 ? { modelInput } : Promise.resolve({ modelInput }),
      }),
    ).rejects.toMatchObject({ code: 'TEMPLATE_COLUMN_UNKNOWN' });
  });

  it.each(['row', 'hash'])('quotes why JSON cannot say a record with an id by %s', async (id) => {
    const failed = await buildDataset(films(2), {
      model: TITAN,
      out: join(folder.path, 'out'),
      id,
      record: (row: Film) => ({
        modelInput:
          row.title === 'Film 1'
            ? { inputText: 9n }
            : {
                toJSON: () => {
                  throw new Error('no \u001b way');
                },
              },
      }),
    }).catch((error: unknown) => error);

    expect(failed).toMatchObject({
      report: {
        diagnostics: [
          { code: 'ROW_NOT_MAPPED', args: { row: 1 } },
          {
            code: 'ROW_NOT_MAPPED',
            args: { row: 2, reason: 'it cannot be written as JSON: "no \\u001b way"' },
          },
          { code: 'QUOTA_RECORDS_PER_JOB_MIN' },
        ],
      },
    });
  });

  it('says which rows have no value and which rows have no such column', async () => {
    const rows: Film[] = [...films(100), { title: null }];
    const odd = [...rows, {} as Film];

    const built = await buildDataset(rows, options());
    expect(built.report?.diagnostics[0]).toMatchObject({
      code: 'TEMPLATE_VALUE_EMPTY',
      args: { row: 101, column: 'title' },
    });

    const failed = await buildDataset(odd, options({ out: join(folder.path, 'odd') })).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({
      code: 'DATASET_INVALID',
      report: { counts: [{ code: 'TEMPLATE_COLUMN_MISSING' }, { code: 'TEMPLATE_VALUE_EMPTY' }] },
    });
  });

  it('takes a function, sync or async, and the id it gives', async () => {
    const dataset = await buildDataset(films(100), {
      model: TITAN,
      out: join(folder.path, 'out'),
      record: async (row: Film) => ({
        recordId: `id-${row.title?.slice(5)}`,
        modelInput: titan.embed({ inputText: row.title ?? '' }),
      }),
    });

    expect(dataset.manifest.jobs[0]?.shards[0]?.firstRecordId).toBe('id-1');
  });

  it('turns what a function throws, or JSON cannot say, into diagnostics of the row', async () => {
    const failed = await buildDataset(films(100), {
      model: TITAN,
      out: join(folder.path, 'out'),
      record: (row: Film) => {
        if (row.title === 'Film 7') throw new Error('no such film');
        return { modelInput: { inputText: row.title === 'Film 9' ? 9n : row.title } };
      },
    }).catch((error: unknown) => error);

    expect(failed).toMatchObject({
      code: 'DATASET_INVALID',
      report: {
        diagnostics: [
          { code: 'ROW_NOT_MAPPED', args: { row: 7 } },
          { code: 'ROW_NOT_MAPPED', args: { row: 9 } },
        ],
      },
    });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('finds records that the model would refuse, and says in which row', async () => {
    const failed = await buildDataset(films(100), {
      model: TITAN,
      out: join(folder.path, 'out'),
      record: (row: Film) => ({
        modelInput: row.title === 'Film 5' ? { inputTxt: 'a' } : { inputText: row.title },
      }),
    }).catch((error: unknown) => error);

    expect(failed).toMatchObject({
      report: { diagnostics: [{ location: { source: 'rows', row: 5, recordId: '00000005' } }] },
    });
  });

  it('names equal records apart by their hash', async () => {
    const rows = Array.from({ length: 100 }, () => ({ title: 'same' }));

    const { manifest } = await buildDataset(rows, options({ id: 'hash' }));

    const shard = manifest.jobs[0]?.shards[0];
    expect(shard?.firstRecordId).toMatch(/^[0-9a-f]{16}$/);
    expect(shard?.lastRecordId).toBe(`${shard?.firstRecordId}-100`);
  });

  it('takes only as many rows as the limit says', async () => {
    const { manifest } = await buildDataset(films(1000), options({ limit: 130 }));

    expect(manifest.records).toBe(130);
  });

  it('writes which rows were taken where some were left out, and nothing where none was', async () => {
    const isNot = ['Film 2', 'Film 105'];
    const { manifest } = await buildDataset(
      films(120),
      options({ where: { column: 'title', isNot } }),
    );
    const all = await readAll(join(folder.path, 'out'));
    const numbers = await readFile(join(folder.path, 'out', 'rows.numbers'));
    const same = await buildDataset(
      films(120),
      options({ where: { column: 'title', isNot: '' }, replace: true }),
    );

    expect(manifest.rows).toMatchObject({ count: 118, numbers: { crc32: expect.any(String) } });
    expect(manifest.jobs[0]?.shards[0]).toMatchObject({
      firstRecordId: '00000001',
      lastRecordId: '00000120',
      rows: { first: 1, count: 118 },
    });
    expect(numbers.length).toBe(6 * 118);
    expect([numbers.readUIntLE(0, 6), numbers.readUIntLE(6, 6)]).toEqual([1, 3]);
    expect(numbers.readUIntLE(6 * 117, 6)).toBe(120);
    expect(all['/jobs/0000/shard-00000.jsonl']).not.toContain('Film 105?');
    expect(same.manifest.rows?.numbers).toBeUndefined();
    await buildDataset(films(120), options({ replace: true }));
    expect(await readdir(join(folder.path, 'out'))).not.toContain('rows.numbers');
    const { manifest: plain } = await buildDataset(
      films(120),
      options({ out: join(folder.path, 'plain') }),
    );
    expect({ ...same.manifest }).toEqual({ ...plain });
  });

  it('pads what where leaves below the minimum, behind rows that are known', async () => {
    const { manifest } = await buildDataset(
      films(120),
      options({ where: { column: 'title', is: ['Film 7', 'Film 9'] }, belowMinimum: 'pad' }),
    );

    expect(manifest).toMatchObject({ records: 100, rows: { count: 2 } });
    expect(manifest.padding).toHaveLength(98);
    expect(manifest.jobs[0]?.shards[0]?.rows).toEqual({ first: 1, count: 2 });
  });

  it('knows a build by what it takes of a file', async () => {
    const path = join(folder.path, 'films.json');
    await writeFile(path, JSON.stringify(films(400)));
    const build = (more: Partial<BuildOptions>) =>
      buildDataset(path, options({ ...more, replace: true }) as BuildOptions);

    const first = await build({ sample: 150 });
    expect((await build({ sample: 150, seed: 0 })).reused).toBe(true);
    const other = await build({ sample: 150, seed: 1 });
    expect(other.reused).toBe(false);
    expect(other.manifest.digest).not.toBe(first.manifest.digest);
    expect((await build({ where: { column: 'title', isNot: 'x' } })).reused).toBe(false);
    expect((await build({ where: [{ column: 'title', isNot: ['x'] }] })).reused).toBe(true);
  });

  it('refuses a model of an unknown family before it reads anything', async () => {
    const model =
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';

    await expect(
      buildDataset('missing.csv', options({ model }) as BuildOptions),
    ).rejects.toMatchObject({ code: expect.stringMatching(/MODEL_UNKNOWN|SOURCE_NOT_FOUND/) });
    await expect(buildDataset(films(100), options({ model }))).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
    });
    const built = await buildDataset(films(100), options({ model, baseModel: CLAUDE }));
    expect(built.manifest.baseModel).toBe(CLAUDE);
  });

  it('leaves nothing behind when it is aborted, and throws the reason untouched', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const onProgress = () => controller.abort(reason);

    await expect(
      buildDataset(films(2000), options({ signal: controller.signal, onProgress })),
    ).rejects.toBe(reason);

    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('readRecords()', () => {
  it('gives records without writing anything', async () => {
    const ids: (string | undefined)[] = [];
    for await (const record of readRecords(films(3), {
      model: CLAUDE,
      prompt: '{{title}}',
      limit: 2,
    }))
      ids.push(record.recordId);

    expect(ids).toEqual(['00000001', '00000002']);
  });

  it('gives those of the rows that are taken', async () => {
    const ids: (string | undefined)[] = [];
    const where = { column: 'title', isNot: 'Film 1' };
    const look = { model: CLAUDE, prompt: '{{title}}', where, limit: 2 };
    for await (const { recordId } of readRecords(films(5), look)) ids.push(recordId);

    expect(ids).toEqual(['00000002', '00000003']);
  });
});
