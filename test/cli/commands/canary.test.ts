import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const dir = useTemporaryFolder();

async function canary(rows: number, ...flags: readonly string[]) {
  const lines = Array.from({ length: rows }, (_, index) => `Film ${index}`);
  const path = join(dir.path, 'films.csv');
  // a file that is written again is another source
  if (!existsSync(path)) await writeFile(path, `title\n${lines.join('\n')}\n`);
  return runMain([
    ...['run', path, '--local', '--out', join(dir.path, 'films'), '--region', 'us-east-1'],
    ...['--model', 'amazon.nova-lite-v1:0', '--prompt', 'Genre of {{title}}?'],
    ...['--max-tokens', '50', '--quota', 'min-records-per-job=10', ...flags],
  ]);
}

const outcomes = () => readdir(join(dir.path, 'films/runs/local/outcomes'));

describe('run --canary', () => {
  it('says what it came to and what the rest would cost, and how to go on', async () => {
    const held = await canary(60, '--canary', '20%');
    const kept = await outcomes();
    const done = await canary(60, '--canary', '20%', '--go-on');

    expect(held.code).toBe(1);
    expect(held.stderr).toContain('canary    12 records: 12 succeeded');
    expect(held.stderr).toContain('answers   12 stop');
    expect(held.stderr).toMatch(
      /the rest {2}48 records: would cost about \$.* if all are answered/,
    );
    expect(held.stderr).toContain('error  CANARY_HELD');
    expect(held.stderr).toContain('with --go-on');
    expect(kept).toEqual(['0000.jsonl']);
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('outcomes  60 succeeded');
    expect(await outcomes()).toEqual(['0000.jsonl', '0001.jsonl']);
  });

  it('goes on by itself where the canary is within its limits', async () => {
    const { code, stdout } = await canary(
      60,
      ...['--canary', '15', '--canary-max-failed', '0', '--max-cost', '1', '--json'],
    );

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      totals: { records: 60, counts: { succeeded: 60 } },
      canary: { jobs: ['jobs/0000'], outcomes: 15, failed: 0, rest: 45 },
    });
  });

  it('ends with what it came to as JSON where nobody is asked', async () => {
    const { code, stdout } = await canary(60, '--canary', '10', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'CANARY_HELD', canary: { outcomes: 10, failed: 0, rest: 50 } },
    });
  });

  it('says before anything is sent that the records are too few for one', async () => {
    const done = await canary(19, '--canary', '10');

    expect(done.code).toBe(0);
    expect(done.stderr.split('No canary: 19 records are too few')).toHaveLength(2);
    expect(done.stderr.indexOf('No canary')).toBeLessThan(done.stderr.indexOf('upload '));
  });

  it('submits the canary alone with --detach, and the rest once it has ended', async () => {
    const { code, stdout, stderr } = await canary(60, '--canary', '10', '--detach');

    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('jobs      1 job is kept by the embedded emulator');
    expect(stderr).toContain('the same command once the canary has ended');
  });

  it.each(['0', '0%', '51%', 'some'])('refuses the size %s', async (size) => {
    const { code, stderr } = await canary(60, '--canary', size);

    expect(code).toBe(2);
    expect(stderr).toContain('--canary');
  });
});
