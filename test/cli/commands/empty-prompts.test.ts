import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';
const CONVERSE = ['--invocation-type', 'Converse', '--quota', 'min-records-per-job=1'];

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);
const forModel = (model: string) => ['--model', model, ...CONVERSE];
const asked = ['--prompt', '{{title}}'];

const build = (model: string) =>
  runMain(['build', at('films.csv'), '--out', at('out'), ...asked, ...forModel(model)]);
const run = (model: string) =>
  runMain([
    ...['run', at('films.csv'), '--local', '--out', at('run'), ...asked, ...forModel(model)],
    // the emulator gives the prompt back, and a blank answer is none
    ...['--max-failed', '1'],
  ]);
const validate = (model: string) => runMain(['validate', at('films.jsonl'), ...forModel(model)]);
const submit = (...flags: readonly string[]) =>
  runMain([
    ...['submit', at('out'), '--to', 's3://data/batch/', '--region', 'us-east-1', '--dry-run'],
    ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch', ...flags],
  ]);

describe('a prompt of white space alone', () => {
  beforeEach(async () => {
    vi.stubEnv('AWS_REGION', 'us-east-1');
    await writeFile(at('films.csv'), 'title\nJaws\n" "\n');
    const modelInput = { messages: [{ role: 'user', content: [{ text: ' ' }] }] };
    await writeFile(at('films.jsonl'), `${JSON.stringify({ recordId: '1', modelInput })}\n`);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is an error of all four commands where the model refuses it', async () => {
    const validated = await validate(CLAUDE);
    const [built, ran] = [await build(CLAUDE), await run(CLAUDE)];
    await build(NOVA);
    const submitted = await submit('--model', CLAUDE);

    expect(validated.code).toBe(1);
    expect(validated.stdout).toContain('error  MODEL_INPUT_EMPTY_TEXT');
    expect(built.code).toBe(1);
    expect(built.stderr).toContain('error  TEMPLATE_PROMPT_EMPTY');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('error  TEMPLATE_PROMPT_EMPTY');
    expect(submitted.code).toBe(1);
    expect(submitted.stderr).toContain('error  MODEL_INPUT_EMPTY_TEXT');
  });

  it('is a warning of all four where that is in doubt', async () => {
    const validated = await validate(NOVA);
    const [built, ran] = [await build(NOVA), await run(NOVA)];
    const submitted = await submit('--model', 'amazon.nova-pro-v1:0');

    expect(validated.code).toBe(0);
    expect(validated.stdout).toContain('warning  MODEL_INPUT_DOUBTFUL');
    for (const { code, stderr } of [built, ran, submitted]) {
      expect(code).toBe(0);
      expect(stderr).toContain('warning  MODEL_INPUT_DOUBTFUL');
    }
  });
});
