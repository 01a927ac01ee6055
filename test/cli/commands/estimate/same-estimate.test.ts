import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { buildDataset } from '../../../../src/builders/index.ts';
import { createEmulator } from '../../../../src/emulator/index.ts';
import { estimateDataset } from '../../../../src/pricing/index.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const folder = useTemporaryFolder();
const ROWS = Array.from({ length: 130 }, (_, index) => ({
  title: `Film ${index}: ${'a house by the sea '.repeat(index % 9)}`,
}));
const ROLE = 'arn:aws:iam::123456789012:role/Batch';

async function source(): Promise<string> {
  const path = join(folder.path, 'films.json');
  await writeFile(path, JSON.stringify(ROWS));
  return path;
}

interface Asked {
  readonly model: string;
  readonly flags: readonly string[];
}

/** What the commands say of the same rows. */
async function estimates({ model, flags }: Asked): Promise<readonly unknown[]> {
  const rows = await source();
  const record = ['--prompt', 'Genre of {{title}}?', '--max-tokens', '50', '--json'];
  const asked = ['--model', model, '--region', 'us-west-2', ...record, ...flags];
  const target = ['--to', 's3://bucket/in/', '--role-arn', ROLE];
  const out = (name: string) => ['--out', join(folder.path, name)];
  const calls = [
    ['estimate', rows, ...asked],
    ['build', rows, ...asked, ...out('built')],
    ['run', rows, ...asked, ...target, ...out('run'), '--dry-run'],
    ['run', join(folder.path, 'built'), ...target, ...onlyAws(flags), '--dry-run', '--json'],
    ['submit', join(folder.path, 'built'), ...target, ...onlyAws(flags), '--dry-run', '--json'],
    ['estimate', join(folder.path, 'built'), ...onlyAws(flags), '--json'],
  ];
  const found: unknown[] = [];
  for (const argv of calls) {
    const { code, stdout, stderr } = await runMain(argv);
    expect(code, stderr).toBe(0);
    const said = JSON.parse(stdout);
    found.push(argv[0] === 'estimate' ? said : said.estimate);
  }
  return found;
}

const onlyAws = (flags: readonly string[]) => ['--region', 'us-west-2', ...flags];

describe('the estimate of estimate, build, run --dry-run and submit --dry-run', () => {
  it.each([
    ['by characters', 'amazon.nova-lite-v1:0', []],
    ['at prices that are given', 'amazon.nova-pro-v1:0', ['--price-in', '1', '--price-out', '2']],
    ['by a tokenizer', 'openai.gpt-oss-20b-1:0', ['--tokenizer', '--exact-records', '20']],
  ])('is the same: %s', async (_, model, flags) => {
    const [first, ...others] = await estimates({ model, flags });

    expect(first).toMatchObject({ records: 130, mostTokensOut: 6500 });
    expect(others).toHaveLength(5);
    for (const other of others) expect(other).toEqual(first);
  });

  it('is the same where Bedrock counts', async () => {
    const emulator = await createEmulator({ region: 'us-west-2' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const flags = ['--exact', '--endpoint-url', emulator.endpoint];
    try {
      const [first, ...others] = await estimates({ model: 'amazon.nova-lite-v1:0', flags });

      expect(first).toMatchObject({ counted: 100, countedBy: 'Bedrock', isCountedWhole: true });
      for (const other of others) expect(other).toEqual(first);
    } finally {
      vi.unstubAllEnvs();
      await emulator.close();
    }
  });

  it('is that of the library', async () => {
    const model = 'amazon.nova-lite-v1:0';
    const [first] = await estimates({ model, flags: [] });
    const dataset = await buildDataset(ROWS, {
      ...{ model, prompt: 'Genre of {{title}}?', maxTokens: 50 },
      out: join(folder.path, 'library'),
    });

    const estimate = await estimateDataset(dataset, { region: 'us-west-2' });

    expect(JSON.parse(JSON.stringify(estimate))).toEqual(first);
  });
});
