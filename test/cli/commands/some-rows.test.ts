import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CSV = 'title,year\nJaws,1975\nAlien,1979\n"Heat, the film",1995\nSolaris,\n';

describe('bedrock-batch build of some rows', () => {
  const folder = useTemporaryFolder();
  const at = (name: string) => join(folder.path, name);
  /** Builds into a folder of its own, and gives the ids where that went well. */
  const built = async (...flags: readonly string[]) => {
    if (!existsSync(at('films.csv'))) await writeFile(at('films.csv'), CSV);
    const quota = ['--quota', 'min-records-per-job=1', '--replace'];
    const argv = ['build', at('films.csv'), '--model', MODEL, '--prompt', '{{title}}', ...quota];
    const ended = await runMain([...argv, '--out', at('out'), ...flags]);
    if (ended.code !== 0) return ended;
    const lines = await readFile(at('out/jobs/0000/shard-00000.jsonl'), 'utf8');
    const ids = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).recordId as string);
    return { ...ended, ids: ids.map(Number) };
  };

  it.each([
    [['--where', 'year=1979'], [2]],
    [
      ['--where', 'year!=1979'],
      [1, 3, 4],
    ],
    [['--where', 'year='], [4]],
    [
      ['--where', 'year!=', '--where', 'title!=Jaws'],
      [2, 3],
    ],
    [
      ['--where', 'title in Jaws,Solaris'],
      [1, 4],
    ],
    [['--where', 'title in ["Heat, the film"]'], [3]],
    [
      ['--where', 'year!=', '--limit', '2'],
      [1, 2],
    ],
    [
      ['--sample', '4'],
      [1, 2, 3, 4],
    ],
  ])('takes the rows of %j', async (flags, ids) => {
    expect(await built(...flags)).toMatchObject({ code: 0, ids });
  });

  it('takes the same sample of the same seed', async () => {
    const first = await built('--sample', '2', '--seed', '5');

    expect(first).toMatchObject({ ids: [expect.any(Number), expect.any(Number)] });
    expect(await built('--sample', '2', '--seed', '5')).toMatchObject({
      stderr: expect.stringContaining('there already'),
    });
  });

  it.each([
    [['--where', 'yeer=1979'], 'Write "year"'],
    [['--where', 'year'], 'is no condition on a column'],
    [['--where', 'title="Jaws"'], 'may be meant'],
    [['--sample', '0'], '--sample'],
  ])('refuses %j', async (flags, said) => {
    const ended = await built(...flags);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('says that no row is taken', async () => {
    const ended = await built('--where', 'year=1980');

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('None of the 4 rows of');
  });

  it('takes no sample of stdin', async () => {
    const argv = ['build', '-', '--model', MODEL, '--prompt', '{{title}}', '--out', at('out')];

    const ended = await runMain([...argv, '--sample', '2'], { stdin: CSV });

    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toContain('"stdin" can be read only once');
  });
});
