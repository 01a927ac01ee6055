import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const folder = useTemporaryFolder();
const out = () => join(folder.path, 'films');

/** Two jobs of 100 rows each, run in the embedded emulator. */
async function ranLocally(...more: readonly string[]) {
  const source = join(folder.path, 'films.csv');
  await writeFile(
    source,
    `title\n${Array.from({ length: 200 }, (_, at) => `Film ${at}\n`).join('')}`,
  );
  const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
  const build = [
    'run',
    source,
    '--model',
    model,
    '--prompt',
    'Genre of {{title}}?',
    '--out',
    out(),
  ];
  const jobs = ['--quota', 'records-per-job=100', '--max-tokens', '50', '--tags', 'team=films'];
  return runMain([...build, ...jobs, '--local', ...more]);
}

describe('results --summary', () => {
  it('says what all outcomes come to and have cost, also where only saved ones are left', async () => {
    const ran = await ranLocally();
    expect(ran.stderr).toMatch(/\nWould cost about .*\n/);
    expect(ran.stderr).toMatch(
      /\ncost {6}would be \$[\d.]+ to .*; estimated \$[\d.]+ to \$0\.03\n/,
    );
    await rm(join(out(), 'runs/local/emulator'), { recursive: true });

    const told = await runMain(['results', out(), '--summary']);
    const json = await runMain(['results', out(), '--summary', '--json', '--limit', '2']);

    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(
      /^status +outcomes +for example\nsucceeded +200 +"\d{8}": Genre of/,
    );
    expect(told.stdout).toMatch(/\nfinish reason +outcomes +for example\nstop +200 /);
    expect(told.stdout).toMatch(/\njobs\/0001 +[\d,]+ +[\d,]+ +\$/);
    expect(told.stdout).toMatch(/\nteam=films +[\d,]+ +[\d,]+ +\$/);
    expect(told.stdout).not.toContain('recordId');
    const { outcomes, first, cost } = JSON.parse(json.stdout);
    expect({ outcomes, first: first.length }).toEqual({ outcomes: 200, first: 2 });
    const { inputTokens, outputTokens } = cost;
    expect(cost.cost.low).toBeCloseTo((inputTokens * 0.5 + outputTokens * 2.5) / 1e6);
    expect(cost.cost.high).toBeCloseTo((inputTokens * 0.55 + outputTokens * 2.75) / 1e6);
    expect(cost.jobs).toHaveLength(2);
    expect(cost.tags).toMatchObject([{ key: 'team', value: 'films', inputTokens }]);
  });

  it('shows the first outcomes on a terminal, and takes prices of its own', async () => {
    await ranLocally('--quiet');

    const argv = ['results', out(), '--summary', '--price-in', '0', '--price-out', '0'];
    const told = await runMain(argv, { isTTY: true, columns: 120 });

    expect(told.stdout).toMatch(
      /\nrecordId +status +why +text\n(?:\d{8} +succeeded +stop .*\n){10}$/,
    );
    expect(told.stdout).toContain(
      'Cost: would be $0; by the tokens of the outputs and USD 0 and 0',
    );
  });

  it('is refused beside what is about printed outcomes, and --limit prints the first of them', async () => {
    await ranLocally('--quiet');

    const refused = await runMain(['results', out(), '--summary', '--order', 'source']);
    const limited = await runMain(['results', out(), '--limit', '2']);

    expect(refused.code).toBe(2);
    expect(limited.stdout.trim().split('\n')).toHaveLength(2);
    expect(limited.stderr).toContain('200 records: 200 succeeded');
  });
});
