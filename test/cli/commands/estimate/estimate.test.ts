import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createEmulator } from '../../../../src/emulator/index.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const folder = useTemporaryFolder();
const NOVA = ['--model', 'amazon.nova-lite-v1:0', '--region', 'us-east-1'];

async function records(): Promise<string> {
  const path = join(folder.path, 'records.jsonl');
  const modelInput = {
    messages: [{ role: 'user', content: [{ text: 'Which genre is Alien?' }] }],
    inferenceConfig: { maxTokens: 1000 },
  };
  const line = (recordId: string) => JSON.stringify({ recordId, modelInput });
  await writeFile(path, `${line('1')}\n${line('2')}\n`);
  return path;
}

describe('bedrock-batch estimate', () => {
  it('says records, tokens, price and cost', async () => {
    const { code, stdout, stderr } = await runMain(['estimate', await records(), ...NOVA]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2 records, \d+ B\n/);
    expect(stdout).toContain('Tokens written: at most 2,000\n');
    expect(stdout).toContain('USD 0.03 for a million tokens read, 0.12 written (us-east-1 ');
    expect(stdout).toMatch(
      /Cost: about \$[\d.e-]+ to read .* at most \$0\.00024 to write; at most \$/,
    );
  });

  it('prints one JSON document', async () => {
    const { stdout } = await runMain(['estimate', await records(), ...NOVA, '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ records: 2, mostTokensOut: 2000, unbounded: 0 });
  });

  it("takes prices of one's own, and says where none is known", async () => {
    const argv = ['estimate', await records(), '--model', 'acme.model-1'];

    const unknown = await runMain(argv);
    const given = await runMain([...argv, '--price-in', '1', '--price-out', '2.5']);

    expect(unknown.stdout).toContain('Price: not known: no batch price of "acme.model-1" was read');
    expect(unknown.stdout).toContain('give the price with --price-in and --price-out');
    expect(given.stdout).toContain('2.5 written, as given');
  });

  it('takes the arguments of build, and keeps nothing of it', async () => {
    const source = join(folder.path, 'films.csv');
    await writeFile(source, `title\n${'Alien\n'.repeat(3)}`);
    const argv = ['estimate', source, ...NOVA, '--prompt', 'Genre of {{title}}?', '--max-tokens'];

    const padded = await runMain([...argv, '50', '--below-minimum', 'pad', '--json']);
    const few = await runMain([...argv, '50']);

    expect(JSON.parse(padded.stdout)).toMatchObject({ records: 100, mostTokensOut: 5000 });
    expect(few.code).toBe(1);
    expect(few.stderr).toContain('QUOTA_RECORDS_PER_JOB_MIN');
    expect(await readdir(folder.path)).toEqual(['films.csv']);
  });

  it('refuses flags of rows where there are none', async () => {
    const { code, stderr } = await runMain(['estimate', await records(), ...NOVA, '--limit', '3']);

    expect(code).toBe(2);
    expect(stderr).toContain('--limit has no effect without --prompt or --prompt-file');
  });

  it('refuses a price that is none, files without a model, and a folder that is no dataset', async () => {
    const path = await records();

    const price = await runMain(['estimate', path, ...NOVA, '--price-in', 'free']);
    const model = await runMain(['estimate', path]);
    const none = await runMain(['estimate', folder.path]);

    expect([price.code, model.code, none.code]).toEqual([2, 2, 2]);
    expect(model.stderr).toContain('--model');
    expect(none.stderr).toContain('manifest.json');
  });

  it('names the tokenizer of the model where it is public, and counts by it with --tokenizer', async () => {
    const argv = ['estimate', await records(), '--model', 'openai.gpt-oss-20b-1:0'];

    const characters = await runMain(argv);
    const counted = await runMain([...argv, '--tokenizer']);
    const unknown = await runMain(['estimate', await records(), ...NOVA, '--tokenizer']);

    expect(characters.stderr).toContain('o200k_harmony, is public: --tokenizer counts by it');
    expect(counted.stdout).toMatch(/^Tokens read: 10, counted by o200k_harmony$/m);
    expect(counted.stdout).toContain('Not counted: what the model itself puts around messages');
    expect(counted.stderr).toBe('');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('No tokenizer of "amazon.nova-lite-v1:0" is known');
  });

  it('lets Bedrock count with --exact', async () => {
    const emulator = await createEmulator();
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const argv = ['estimate', await records(), ...NOVA, '--endpoint-url', emulator.endpoint];
    try {
      const { stdout } = await runMain([...argv, '--exact']);
      const idle = await runMain(argv);

      expect(stdout).toMatch(/^Tokens read: \d+, counted by Bedrock$/m);
      expect(stdout).not.toContain('Not counted');
      expect(idle.code).toBe(2);
      expect(idle.stderr).toContain('--exact');
    } finally {
      vi.unstubAllEnvs();
      await emulator.close();
    }
  });
});
