import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const QUOTAS = ['--quota', 'records-per-job=250', '--quota', 'records-per-file=250'];

describe('plan, partition and seal', () => {
  const folder = useTemporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const asked = ['--model', MODEL, '--prompt', '{{title}}', ...QUOTAS];
  const plan = (...flags: readonly string[]) =>
    runMain(['plan', at('films.csv'), '--out', at('many'), ...asked, ...flags]);
  const partition = (...flags: readonly string[]) => runMain(['partition', at('many'), ...flags]);
  const writeFilms = (count: number) =>
    writeFile(
      at('films.csv'),
      `title,sku\n${Array.from({ length: count }, (_, row) => `"Film\n${row}",s${row % 350}\n`).join('')}`,
    );

  it.each([
    ['a limit', ['--limit', '310']],
    ['a limit of rows that hold', ['--limit', '150', '--where', 'sku!=s7']],
    ['a sample', ['--sample', '200', '--seed', '3']],
    [
      'a sample of the first rows that hold',
      ['--sample', '120', '--limit', '300', '--where', 'sku!=s7'],
    ],
    ['more than there is', ['--sample', '900', '--limit', '900']],
  ])('take %s as build does, and look at nothing behind it', async (what, flags) => {
    await writeFilms(530);
    // two rows that are set aside, the second one perhaps behind the last that is taken
    const ragged = ['Only one field\n', 'Three,s1,fields\n'];
    const lines = (await readFile(at('films.csv'), 'utf8')).split(/(?<=s\d+\n)/);
    lines.splice(60, 0, ragged[0] ?? '');
    lines.splice(420, 0, ragged[1] ?? '');
    const fault = what === 'more than there is' ? '' : '"a quote that is not closed';
    await writeFile(at('films.csv'), `${lines.join('')}${what.startsWith('a limit') ? fault : ''}`);
    const skipping = ['--on-invalid', 'skip', ...flags];

    expect(await plan('--partitions', '3', ...skipping)).toMatchObject({ code: 0 });
    for (const index of ['2', '0', '1'])
      expect(await partition('--index', index)).toMatchObject({ code: 0 });
    expect(await runMain(['seal', at('many')])).toMatchObject({ code: 0 });
    const one = await runMain([
      'build',
      at('films.csv'),
      '--out',
      at('one'),
      ...asked,
      ...skipping,
    ]);

    expect(one).toMatchObject({ code: 0 });
    expect(await filesOf(at('many'))).toEqual(await filesOf(at('one')));
  });

  it('make the very dataset that build makes, and go on wherever they stopped', async () => {
    // the last of three jobs gets records of the one before it
    await writeFilms(530);
    expect(await plan('--partitions', '3')).toMatchObject({ code: 0, stdout: `${at('many')}\n` });
    expect((await plan('--partitions', '3')).stderr).toContain('there already');
    expect(await plan('--partitions', '4')).toMatchObject({ code: 2 });
    expect(await partition('--index', '1')).toMatchObject({ code: 0 });
    // what a process left that was killed on another machine
    await mkdir(at('many/partitions/.bedrock-batch-00002.0a1b2c3d'), { recursive: true });

    const status = await runMain(['plan', '--status', '--out', at('many'), '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ built: 1, missing: [0, 2], begun: [2] });
    const early = await runMain(['seal', at('many')]);
    expect(early).toMatchObject({ code: 3 });
    expect(early.stderr).toContain('2 of 3 partitions');
    expect(early.stderr).toContain('0,2');

    for (const index of ['0', '2', '0'])
      expect(await partition('--index', index)).toMatchObject({ code: 0 });
    expect((await partition('--index', '0')).stderr).toContain('there already');
    const sealed = await runMain(['seal', at('many')]);
    expect(sealed).toMatchObject({ code: 0, stdout: `${at('many')}\n` });
    expect(await readdir(at('many'))).toEqual(['jobs', 'manifest.json', 'rows.digests']);

    await runMain(['build', at('films.csv'), '--out', at('one'), ...asked]);
    expect(await filesOf(at('many'))).toEqual(await filesOf(at('one')));
    // run again, nothing is made again
    for (const again of [
      await plan('--partitions', '3'),
      await partition('--index', '2'),
      await runMain(['seal', at('many')]),
    ])
      expect(again).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/sealed already|there already/),
      });
  });

  it('say before anything is paid that two partitions have an id, and name its rows', async () => {
    await writeFilms(400);
    await plan('--partitions', '2', '--id', '{{sku}}');
    for (const index of ['0', '1'])
      expect(await partition('--index', index)).toMatchObject({ code: 0 });

    const sealed = await runMain(['seal', at('many')]);

    expect(sealed).toMatchObject({ code: 1 });
    expect(sealed.stderr).toContain('The recordId "s0" was used before, at row 1,');
    expect(sealed.stderr).toContain('50 errors');
    expect(await readdir(at('many'))).toEqual(['partitions']);
    await runMain(['plan', '--clean', '--out', at('many')]);
    expect(await readdir(at('many'))).toEqual([]);
  });

  it.each([
    [['SLURM_ARRAY_TASK_ID', '1'], 0],
    [['AWS_BATCH_JOB_ARRAY_INDEX', '1'], 0],
    [['JOB_COMPLETION_INDEX', '1'], 0],
    [['JOB_COMPLETION_INDEX', 'two'], 2],
    [['OTHER', '1'], 2],
  ])('takes the index of %j', async ([name = '', value = ''], code) => {
    await writeFilms(200);
    await plan('--partitions', '2');

    expect(await runMain(['partition', at('many')], { env: { [name]: value } })).toMatchObject({
      code,
    });
    expect((await readdir(at('many/partitions'))).includes('00001')).toBe(code === 0);
  });

  it('refuses a source that is another one now', async () => {
    await writeFilms(200);
    await plan('--partitions', '2');
    await utimes(at('films.csv'), 1, 1);

    expect(await partition('--index', '0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('was changed since the plan was made'),
    });
  });

  it.each([
    [['-', '--partitions', '2', ...asked], 'stdin cannot be cut'],
    [['films.csv', ...asked], 'plan needs --partitions'],
    [[], 'plan needs a source'],
  ])('says what is wrong with %j', async (args, message) => {
    const ended = await runMain(['plan', ...args, '--out', at('many')]);

    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it.each([['--id', 'hash']])('refuses what depends on other rows: %s %s', async (...flags) => {
    await writeFilms(200);

    expect(await plan('--partitions', '2', ...flags)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be used with partitions'),
    });
  });
});

describe('plan, partition and seal in S3', () => {
  const folder = useTemporaryFolder();
  const test = useEmulator({});

  it('make a dataset below a prefix, which the other commands take', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => `Film ${row}\n`);
    const films = join(folder.path, 'films.csv');
    await writeFile(films, `title\n${rows.join('')}`);
    const out = 's3://data/batch/films';
    const asked = ['--model', MODEL, '--prompt', '{{title}}', ...QUOTAS];

    const planned = await test.call('plan', films, '--partitions', '2', '--out', out, ...asked);
    expect(planned).toMatchObject({ code: 0, stdout: `${out}\n` });
    expect(await test.call('validate', out)).toMatchObject({ code: 2 });
    expect(await test.call('partition', out, '--index', '1')).toMatchObject({ code: 0 });
    const status = await test.call('plan', '--status', '--out', out);
    expect(status).toMatchObject({ code: 0, stdout: 'built: 1 of 2\nmissing: 0\n' });
    expect(await test.call('partition', out, '--index', '0')).toMatchObject({ code: 0 });
    expect(await test.call('seal', out)).toMatchObject({ code: 0, stdout: `${out}\n` });

    const validated = await test.call('validate', out);
    expect(validated).toMatchObject({ code: 0 });
    expect(validated.stderr + validated.stdout).toContain('500 records');
    expect((await test.call('plan', '--status', '--out', out)).stdout).toContain('sealed');
  });

  it.each([
    [['seal', '/shared/films'], '--endpoint-url has no effect without an S3 URI'],
    [['plan', '--status', '--out', '/shared/films'], 'without an S3 URI or --out in S3'],
  ])('say that nothing of AWS is asked by %j', async (argv, message) => {
    expect(await test.call(...argv)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const contents = files.map(
    async (file) => [file.slice(folder.length), await readFile(file, 'latin1')] as const,
  );
  return Object.fromEntries(await Promise.all(contents));
}
