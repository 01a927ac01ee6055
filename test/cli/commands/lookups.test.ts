import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { QUOTA_NAMES } from '../../../src/cli/flags/flags.ts';
import { exitCodeByError } from '../../../src/cli/session/exit-code.ts';
import { diagnosticCodes } from '../../../src/core/index.ts';
import { quotaOptionNames } from '../../../src/quotas/table/quota-options.ts';
import { runMain } from '../run-main.ts';

const errorsPage = readFileSync(
  fileURLToPath(new URL('../../../docs/errors.md', import.meta.url)),
  'utf8',
);

describe('bedrock-batch explain', () => {
  it.each([...diagnosticCodes, ...Object.keys(exitCodeByError)])('explains %s', async (code) => {
    const { code: status, stdout } = await runMain(['explain', code]);

    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^## ${code}\n\n`));
    expect(stdout.match(/^## /gm)).toHaveLength(1);
    expect(stdout).toContain('**What to do.**');
  });

  it('takes a code in small letters, and gives JSON', async () => {
    const { stdout } = await runMain(['explain', 'jsonl_bom', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      code: 'JSONL_BOM',
      text: expect.stringContaining('byte order mark'),
    });
  });
});

describe('docs/errors.md', () => {
  it('has a heading for every error, with its exit status, and no other', () => {
    const documented = [...errorsPage.matchAll(/^## (\w+)\n\nExit status (\d)\./gm)].map(
      ([, code, status]) => [code, Number(status)],
    );

    expect(Object.fromEntries(documented)).toEqual(exitCodeByError);
    expect(errorsPage.match(/^## /gm)).toHaveLength(documented.length);
  });
});

describe('bedrock-batch quotas', () => {
  it('has the names of all quotas in the help', () => {
    expect(QUOTA_NAMES).toEqual(Object.values(quotaOptionNames));
  });

  it('shows the quotas in force for a model, by any of its ids', async () => {
    const { code, stdout } = await runMain(['quotas', '--model', 'us.amazon.nova-pro-v1:0']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^job-bytes +100,000,000,000 +bytes +no/m);
  });

  it('marks a value of the caller', async () => {
    const { stdout } = await runMain(['quotas', '--quota', 'records-per-job=60000']);

    expect(stdout).toMatch(/^records-per-job +60,000 +records +yes +yours/m);
  });

  it('says that a model is not known', async () => {
    const { code, stderr } = await runMain(['quotas', '--model', 'imported-model']);

    expect(code).toBe(0);
    expect(stderr).toContain('the careful values for any model');
  });

  it('gives JSON', async () => {
    const { stdout } = await runMain(['quotas', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ quotas: { minRecordsPerJob: 100 } });
  });
});

describe('bedrock-batch models', () => {
  it('lists families and models with what is known of them', async () => {
    const { code, stdout } = await runMain(['models']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Claude messages +claude-messages +InvokeModel +text/m);
    expect(stdout).toMatch(/^amazon\.titan-embed-text-v2:0 +Titan Text Embeddings V2 +yes +12$/m);
  });

  it('says of one model where it batches and what it takes at most, by any of its ids', async () => {
    const { code, stdout } = await runMain(['models', '--model', 'eu.amazon.nova-lite-v1:0']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^model +amazon\.nova-lite-v1:0$/m);
    expect(stdout).toMatch(/^batch +yes +2026-08-20 +AWS, /m);
    expect(stdout).toMatch(/^regions +me-central-1 us-east-1 us-gov-west-1 +2026-08-20/m);
    expect(stdout).toMatch(/^tokens of an answer +5,000, refused above 10,000; AWS/m);
    expect(stdout).toMatch(/^converse +20 +images +message/m);
    expect(stdout).not.toContain('claude');
  });

  it('has a column of ends, by the day that is given', async () => {
    const table = async (...flags: readonly string[]) =>
      (await runMain(['models', ...flags])).stdout;
    const later = await table('--as-of', '2026-11-28');

    expect(later).toMatch(/^anthropic\.claude-3-haiku-\S+ +.*ended 2026-09-10 /m);
    expect(later).toMatch(/^anthropic\.claude-opus-4-1-\S+ +.*ends 2027-01-08 /m);
    expect(later).toMatch(/^anthropic\.claude-3-opus-\S+ +.*ended by 2026-06-30 /m);
    expect(later).toMatch(/^meta\.llama3-2… +.*ended 2026-07-07$/m);
    expect(await table('--as-of', '2026-09-10')).toMatch(/claude-3-haiku-\S+ +.*ends 2026-09-10 /m);
  });

  it('says of a model that is not known whose ceiling it is shown with', async () => {
    const { stdout } = await runMain(['models', '--model', 'anthropic.claude-opus-5-1']);

    expect(stdout).toMatch(/^tokens of an answer +131,072 \(of anthropic\.claude-opus-5\); /m);
    expect(stdout).not.toMatch(/^regions/m);
  });

  it.each([
    ['anthropic.claude-sonet-4-6', 'anthropic.claude-sonnet-4-6'],
    ['us.anthropic.claude-opus-4.7', 'us.anthropic.claude-opus-4-7'],
    ['claude-opus-4.7', 'anthropic.claude-opus-4-7'],
    ['gpt-oss-20b', 'openai.gpt-oss-20b-1:0'],
  ])('names the id that was probably meant: %s', async (model, nearest) => {
    const { code, stderr } = await runMain(['models', '--model', model]);
    expect(code).toBe(0);
    expect(stderr).toContain(`Did you mean ${nearest}?`);

    const { stdout } = await runMain(['models', '--model', model, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ nearest });
  });

  it.each(['us.amazon.nova-lite-v1:0', 'us.deepseek.r1-v1:0', 'amazon.nova-canvas-v1:0'])(
    'takes no known model for another: %s',
    async (model) => {
      const { stderr } = await runMain(['models', '--model', model]);
      expect(stderr).toBe('');
    },
  );

  it('has the end of one model in its JSON', async () => {
    const id = 'us.anthropic.claude-3-haiku-20240307-v1:0';
    const { stdout } = await runMain(['models', '--json', '--as-of', '2026-11-28', '--model', id]);
    const end = { lastDay: '2026-09-10', exact: true, where: 'commercial' };

    expect(JSON.parse(stdout)).toMatchObject({
      asOf: '2026-11-28',
      models: [{ id: 'anthropic.claude-3-haiku-20240307-v1:0', lifecycle: end }],
    });
  });

  it('says that nothing is known of a model', async () => {
    const { code, stderr } = await runMain(['models', '--model', 'acme.model-1']);

    expect(code).toBe(0);
    expect(stderr).toContain('Nothing is known of "acme.model-1"');
  });

  it('gives JSON', async () => {
    const { stdout } = await runMain(['models', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      families: expect.arrayContaining([expect.objectContaining({ name: 'nova-messages' })]),
      models: expect.arrayContaining([
        expect.objectContaining({
          id: 'amazon.nova-lite-v1:0',
          regions: expect.objectContaining({ complete: true }),
          outputTokens: expect.objectContaining({ most: 5000, refusedAbove: 10_000 }),
        }),
      ]),
      inputCeilings: expect.arrayContaining([expect.objectContaining({ family: 'converse' })]),
    });
  });
});
