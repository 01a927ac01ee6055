import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validateRecord } from '../../src/validators/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';

const folder = useTemporaryFolder();
const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));

describe('what is said', () => {
  it('reads as a sentence where a schema lacks a keyword', () => {
    const schema = { type: 'object', properties: { label: { type: 'string' } } };
    const found = validateRecord(
      {
        recordId: '1',
        modelInput: {
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 20,
          messages: [{ role: 'user', content: 'Hi' }],
          output_config: { format: { type: 'json_schema', schema } },
        },
      },
      { model: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
    );

    expect(found.find(({ code }) => code === 'MODEL_INPUT_DOUBTFUL')?.message).toBe(
      '"output_config.format.schema" is an object schema without "additionalProperties"; Claude messages is believed to take "additionalProperties": false there, but AWS says only that no other value is taken, not what happens without one',
    );
  });

  it('counts one thing as one', async () => {
    const path = join(folder.path, 'one.jsonl');
    await writeFile(path, '{"recordId":"1","modelInput":{"inputText":""}}\n');
    const rules = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];

    const { stdout, stderr } = await runMain(['validate', path, ...rules]);

    expect(stdout).toContain('1 error, 0 warnings in 1 record, 1 file, 1 job, 47 B');
    expect(stderr).toContain('1 record, 47 B');
  });

  it.each(goldenTexts())('has no plural of one thing, and no singular of several: %s', (path) => {
    const text = readFileSync(path, 'utf8');

    expect(text).not.toMatch(/(?<![\d,.])1 (?:byte|record|file|job|error|warning|line|level)s\b/);
    expect(text).not.toMatch(
      /\b(?:0|\d*[2-9]|\d+\d) (?:byte|record|file|job|error|warning|line)\b/,
    );
  });
});

function goldenTexts(): readonly string[] {
  return ['diagnostics', 'builds'].flatMap((kind) =>
    readdirSync(join(GOLDEN, kind), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(GOLDEN, kind, name, 'expected.txt')),
  );
}
