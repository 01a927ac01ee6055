import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { claude } from '../../src/index.ts';
import { EXAMPLES, ROOT, runExample, runNode, WorkFolder } from './run-program.ts';

const WORKFLOW = path.join(EXAMPLES, 'pre-submit-check/workflow.yml');

/** The line of the workflow that calls the command, as the words after its name. */
function workflowCall(): readonly string[] {
  const workflow = readFileSync(WORKFLOW, 'utf8');
  const [, call] = /run: npx bedrock-batch (.+)$/m.exec(workflow) ?? [];
  return call?.split(' ') ?? [];
}

interface Line {
  readonly recordId?: string;
  readonly modelInput: object;
}

function goodLine(number: number): Line {
  return {
    recordId: `prompt-${number}`,
    modelInput: claude.messages({
      max_tokens: 10,
      messages: [{ role: 'user', content: `Question ${number}` }],
    }),
  };
}

async function promptsIn(folder: WorkFolder, change: (lines: Line[]) => void): Promise<void> {
  const lines = Array.from({ length: 100 }, (_, index) => goodLine(index + 1));
  change(lines);
  await mkdir(folder.in('prompts'));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFile(folder.in('prompts/questions.jsonl'), text);
}

function loseId(lines: Line[]): void {
  lines[6] = { modelInput: goodLine(7).modelInput };
}

function misspell(lines: Line[]): void {
  lines[41] = { ...goodLine(42), modelInput: { ...goodLine(42).modelInput, max_token: 5 } };
}

const asIs = () => undefined;
const bin = path.join(ROOT, 'dist/cli/bin.js');

describe('examples/pre-submit-check/workflow.yml', () => {
  it('lets good prompts pass', async () => {
    using folder = new WorkFolder();
    await promptsIn(folder, asIs);

    const ended = await runNode([bin, ...workflowCall()], { cwd: folder.path });

    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).not.toContain('::error');
  });

  it('marks what Bedrock would refuse at its line', async () => {
    using folder = new WorkFolder();
    await promptsIn(folder, misspell);

    const ended = await runNode([bin, ...workflowCall()], { cwd: folder.path });

    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stdout).toMatch(/^::error file=prompts\/questions\.jsonl,line=42,/m);
  });
});

describe('examples/pre-submit-check/check-prompts.mts', () => {
  const check = (folder: WorkFolder, ...more: readonly string[]) =>
    runExample('pre-submit-check/check-prompts.mts', ['prompts', ...more], { cwd: folder.path });

  it('lets good prompts pass', async () => {
    using folder = new WorkFolder();
    await promptsIn(folder, asIs);

    const ended = await check(folder);

    expect(ended).toEqual({ code: 0, stdout: '100 records: 0 errors, 0 warnings\n', stderr: '' });
  });

  it('refuses a record without an id, which Bedrock would take', async () => {
    using folder = new WorkFolder();
    await promptsIn(folder, loseId);

    const ended = await check(folder);

    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toMatch(/questions\.jsonl:7:\d+ error RECORD_ID_MISSING /);
  });

  it('refuses what is over the budget', async () => {
    using folder = new WorkFolder();
    await promptsIn(folder, asIs);

    const ended = await check(folder, '--most-megabytes', '0.001');

    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toContain('and the budget is 1000\n');
  });
});
