import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
/** Two of the rows have no title, and one a field too many. */
const CSV = `title,year\n${Array.from({ length: 20 }, (_, index) => {
  const title = index === 3 || index === 12 ? '' : `Film ${index + 1}`;
  return `${title},${1980 + index}${index === 7 ? ',?' : ''}\n`;
}).join('')}`;

describe('bedrock-batch with --on-invalid', () => {
  const folder = useTemporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const call = async (command: string, ...flags: readonly string[]) => {
    if (!existsSync(at('films.csv'))) await writeFile(at('films.csv'), CSV);
    const quota = ['--quota', 'min-records-per-job=1'];
    const argv = [command, at('films.csv'), '--model', MODEL, '--prompt', '{{title}}', ...quota];
    return runMain([...argv, '--out', at('out'), ...flags]);
  };
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('ends the build by default', async () => {
    const { code, stderr } = await call('build');

    expect(code).toBe(1);
    expect(stderr).toContain('3 errors in 17 records');
  });

  it('builds the others, and says which rows are set aside', async () => {
    const { code, stdout, stderr } = await call('build', '--on-invalid', 'skip');

    expect({ code, stdout }).toEqual({ code: 0, stdout: `${at('out')}\n` });
    expect(stderr).toContain('row 4');
    expect(stderr).toContain('TEMPLATE_PROMPT_EMPTY');
    expect(stderr).toContain('ROW_RAGGED');
    expect(stderr).toContain('3 of 20 rows set aside');
    const again = await call('build', '--on-invalid', 'skip');
    expect(again.stderr).toContain('there already');
    expect(again.stderr).toContain('3 of 20 rows set aside');
  });

  it('tells programs the same', async () => {
    const { stdout } = await call('build', '--on-invalid', 'skip', '--json');

    expect(JSON.parse(stdout)).toMatchObject({ records: 17, rejected: 3, errors: 3, warnings: 0 });
    const { rows } = JSON.parse(await readFile(at('out/manifest.json'), 'utf8'));
    expect(rows).toMatchObject({ count: 17, rejected: { count: 3 } });
  });

  it.each(['2', '10%'])('writes nothing where more than %s would be set aside', async (most) => {
    const { code, stderr } = await call('build', '--on-invalid', 'skip', '--max-invalid', most);

    expect(code).toBe(1);
    expect(stderr).toContain(
      `3 of 20 rows cannot become a valid record, and at most ${most} may be set aside`,
    );
  });

  it.each([
    [['--max-invalid', '3'], '--max-invalid has no effect without --on-invalid skip'],
    [['--on-invalid', 'error', '--max-invalid', '3'], '--max-invalid has no effect without'],
    [['--on-invalid', 'skip', '--max-invalid', 'some'], 'write a number of rows, or a share'],
    [['--on-invalid', 'skip', '--max-invalid', '101%'], 'write a number of rows, or a share'],
    [['--on-invalid', 'drop'], 'error, skip'],
  ])('refuses %j', async (flags, said) => {
    const { code, stderr } = await call('build', ...flags);

    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('gives each row of the source one outcome, whatever became of it', async () => {
    const local = ['--local', '--on-invalid', 'skip'];
    const { code, stdout, stderr } = await call('run', ...local);

    expect(code).toBe(4);
    expect(stderr).toContain('17 succeeded; 3 rows rejected');
    expect(stderr).toContain('3 of 20 rows did not succeed, more than --max-failed 0 allows');
    const saved = await Promise.all(
      stdout
        .trimEnd()
        .split('\n')
        .map((path) => readFile(path, 'utf8')),
    );
    expect(saved.flatMap(linesOf)).toHaveLength(20);
    expect(await call('run', ...local, '--max-failed', '3')).toMatchObject({ code: 0 });
    const json = await call('run', ...local, '--max-failed', '15%', '--json');
    expect(JSON.parse(json.stdout).totals).toMatchObject({
      records: 17,
      counts: { succeeded: 17, rejected: 3 },
    });
  });

  it('prints them with the outcomes of a run, and leaves them out of a retry', async () => {
    await call('run', '--local', '--on-invalid', 'skip');
    const results = (...flags: readonly string[]) =>
      runMain(['results', at('out'), '--max-failed', '3', ...flags]);

    const all = await results('--source', at('films.csv'));
    expect(all.code).toBe(0);
    expect(all.stderr).toContain('17 records: 17 succeeded; 3 rows rejected');
    expect(linesOf(all.stdout)).toHaveLength(20);
    const failed = await results('--source', at('films.csv'), '--failed-only');
    expect(
      linesOf(failed.stdout).map(({ status, rowNumber, row }) => [status, rowNumber, row]),
    ).toEqual([
      ['rejected', 4, { title: '', year: '1983' }],
      ['rejected', 8, undefined],
      ['rejected', 13, { title: '', year: '1992' }],
    ]);
    const retry = await runMain(['results', at('out'), '--retry', at('retry')]);
    expect(retry).toMatchObject({ code: 0, stdout: '' });
    expect(retry.stderr).toContain('3 rows that the build rejected are left out');
  });
});
