import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/results/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const FILMS = ['Jaws', 'Alien', 'Heat'];
const CSV = `title,copy\n${Array.from({ length: 120 }, (_, index) => `${FILMS[index % 3]},${index + 1}\n`).join('')}`;
const SAVED = '120 rows ask 3 different model inputs: 117 records (97.5%) are not paid for\n';

describe('bedrock-batch --dedupe', () => {
  const folder = useTemporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const flags = (...more: readonly string[]) => [
    ...[at('films.csv'), '--out', at('out'), '--model', MODEL, '--prompt', 'Genre of {{title}}?'],
    ...['--quota', 'min-records-per-job=1', ...more],
  ];

  it('says what a build saves, and warns of nothing that is not paid for', async () => {
    await writeFile(at('films.csv'), CSV.split('\n').toSorted().toReversed().join('\n'));

    const whole = await runMain(['build', ...flags()]);
    const shared = await runMain(['build', ...flags('--dedupe', '--replace')]);
    const again = await runMain(['build', ...flags('--dedupe')]);

    expect(whole.stderr).toContain('MODEL_INPUT_REPEATED');
    expect(whole.stderr).toContain('--dedupe');
    expect(shared).toMatchObject({ code: 0, stdout: `${at('out')}\n` });
    expect(shared.stderr).not.toContain('warning');
    expect(shared.stderr).toContain(SAVED);
    expect(again.stderr).toContain('there already');
    expect(again.stderr).toContain(SAVED);
  });

  it('says how many rows share the records that are too few', async () => {
    await writeFile(at('films.csv'), CSV);

    const ended = await runMain([
      'build',
      ...flags('--dedupe', '--quota', 'min-records-per-job=10'),
    ]);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('The job has 3 records, fewer than the minimum of 10 records');
    expect(ended.stderr).toContain(
      'gives 1 error in 3 records, which 120 rows share, so no dataset',
    );
  });

  it('finds the same id in a row that would share an answer', async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\nJaws\n');

    const ended = await runMain(['build', ...flags('--dedupe', '--id', '{{title}}')]);

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('RECORD_ID_DUPLICATE');
  });

  it('has the rows that share answers in what --json says', async () => {
    await writeFile(at('films.csv'), CSV);

    const { stdout } = await runMain(['build', ...flags('--dedupe', '--json')]);

    expect(JSON.parse(stdout)).toMatchObject({ records: 3, repeats: 117, warnings: 0 });
  });

  it('asks each once, and gives every row its answer beside the row', async () => {
    await writeFile(at('films.csv'), CSV);

    const ran = await runMain(['run', ...flags('--dedupe', '--local')]);
    const read = await runMain(['results', at('out'), '--source', at('films.csv')]);

    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('records   3 records in 1 shard, 1 job\n');
    expect(ran.stderr).toContain(`repeats   ${SAVED}`);
    expect(ran.stderr).toContain('outcomes  120 succeeded\n');
    expect(read.code).toBe(0);
    expect(read.stderr).toContain(
      '120 rows: 120 succeeded; 117 rows share the answer of another; none incomplete; ',
    );
    const outcomes = read.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Outcome);
    expect(outcomes).toHaveLength(120);
    for (const { recordId, askedAs, usage, text, row } of outcomes) {
      const { title, copy } = row as { title: string; copy: string };
      expect(Number(recordId)).toBe(Number(copy));
      expect(text).toContain(title);
      expect(askedAs === undefined).toBe(Number(recordId) <= 3);
      expect(usage === undefined).toBe(Number(recordId) > 3);
    }
    const saved = await readFile(at('out/runs/local/outcomes/0000.jsonl'), 'utf8');
    expect(saved.trim().split('\n').toSorted()).toEqual(read.stdout.trim().split('\n').toSorted());
  });
});
