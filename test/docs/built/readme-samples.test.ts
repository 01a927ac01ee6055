import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runMain } from '../../cli/run-main.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
const folder = useTemporaryFolder();

/** The block of the README that begins with these words, without its fences. */
function sampleOf(start: string): string {
  const blocks = [...readme.matchAll(/^```(?:text|json)\n([^]*?)^```$/gm)];
  return blocks.find(([, text]) => text?.startsWith(start))?.[1]?.trimEnd() ?? `no ${start}`;
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
}

function reviews(): Promise<string> {
  const rows = Array.from({ length: 150 }, (_, row) => `A${row},"Works fine, ${row} stars"\n`);
  return write('reviews.csv', `sku,text\n${rows.join('')}`);
}

async function runReviews() {
  const out = join(folder.path, 'reviews');
  const prompt = ['--prompt', 'Classify the sentiment: {{text}}', '--id', '{{sku}}'];
  const ended = await runMain([
    ...['run', await reviews(), '--model', MODEL, ...prompt],
    ...['--max-tokens', '20', '--out', out, '--local'],
  ]);
  expect(ended).toMatchObject({ code: 0 });
  return { ...ended, outcomes: await readFile(ended.stdout.trim(), 'utf8') };
}

describe('README', () => {
  it('shows a diagnostic as the command prints it', async () => {
    const record = {
      recordId: '1',
      modelInput: {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 20,
        messages: [{ role: 'user', content: 'Hi' }],
        temprature: 0.5,
      },
    };
    const path = await write('typo.jsonl', `${JSON.stringify(record)}\n`);

    const { stdout } = await runMain(['validate', path, '--model', MODEL]);

    expect(stdout.replaceAll(path, 'typo.jsonl')).toContain(sampleOf('typo.jsonl'));
  });

  it('shows the end of a run and an outcome as they are', async () => {
    const { stderr, outcomes } = await runReviews();
    const [outcome = ''] = outcomes.split('\n').filter((line) => line.includes('"A126"'));
    const { output, ...shown } = JSON.parse(outcome) as Record<string, unknown>;

    expect(stderr).toContain(sampleOf('records '));
    expect(shown).toEqual(JSON.parse(sampleOf('{\n  "recordId"')));
    expect(output).toBeDefined();
  });
});
