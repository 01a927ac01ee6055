import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextRow } from '../../support/emulated-run.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const asked = new Map<unknown, number>();
const bench = useEmulator({
  quotas: { minRecordsPerJob: 10 },
  answer: ({ modelInput: { inputText } }) => {
    const times = (asked.get(inputText) ?? 0) + 1;
    asked.set(inputText, times);
    return String(inputText) <= 'text 2' && times === 1
      ? { error: { errorCode: 503, errorMessage: 'busy' } }
      : undefined;
  },
});
const out = () => join(folder.path, 'out');
const target = [
  ...['--to', 's3://data/in/', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
  ...['--quota', 'min-records-per-job=10', '--poll-seconds', '1', '--region', 'us-east-1'],
];

async function ran(): Promise<void> {
  asked.clear();
  const rows = join(folder.path, 'rows.jsonl');
  const texts = Array.from({ length: 10 }, (_, at) => JSON.stringify({ text: `text ${at}` }));
  await writeFile(rows, texts.join('\n'));
  const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
  const { code } = await bench.call('run', rows, '--out', out(), ...model, ...target);
  expect(code).toBe(4);
}

const ON_DEMAND = ['--below-minimum', 'on-demand'];

describe('retry --below-minimum on-demand', () => {
  it('asks the few that are left at once, after --dry-run said so', async () => {
    await ran();

    const dry = await bench.call(
      ...['retry', out(), '--dry-run', ...ON_DEMAND],
      ...target.filter((flag) => flag !== '--poll-seconds' && flag !== '1'),
    );
    const { code, stdout, stderr } = await bench.call('retry', out(), ...ON_DEMAND, ...target);

    expect(JSON.parse(dry.stdout)).toMatchObject({
      round: { round: 1, records: 3, jobs: 0, asked: 'on-demand' },
      submission: null,
    });
    expect(dry.stderr).toContain('round 1: 3 records on demand, at twice the price of batch');
    expect(code).toBe(0);
    expect(stderr).toContain('3 records asked again in 1 round, 3 of them on demand');
    const lines = (await readFile(stdout.trim(), 'utf8')).trim().split('\n');
    const outcomes = lines.map((line) => JSON.parse(line) as { asked?: string; row: TextRow });
    const marked = outcomes.filter(({ asked: how }) => how === 'on-demand');
    expect(marked.map(({ row }) => row.text).sort()).toEqual(['text 0', 'text 1', 'text 2']);
    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('asks the embedded emulator with --local', async () => {
    const rows = join(folder.path, 'rows.jsonl');
    const texts = Array.from({ length: 10 }, (_, at) => (at < 2 ? 'one two three four five' : 'a'));
    await writeFile(rows, texts.map((text) => JSON.stringify({ text })).join('\n'));
    const quota = ['--local', '--quota', 'min-records-per-job=10'];
    const model = ['--model', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', '--max-tokens', '4'];
    await runMain(['run', rows, '--out', out(), '--prompt', '{{text}}', ...model, ...quota]);

    const again = ['--retry-on', 'length', '--max-attempts', '2'];
    const { code, stderr } = await runMain(['retry', out(), ...ON_DEMAND, ...again, ...quota]);

    expect(code).toBe(0);
    expect(stderr).toContain('2 records asked again in 1 round, 2 of them on demand');
  });
});
