import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

const SCHEMA = `
const validate = (value) =>
  typeof value?.year === 'number'
    ? { value: { ...value, decade: value.year - (value.year % 10) } }
    : { issues: [{ message: 'a year is needed', path: ['year'] }] };
export default { '~standard': { version: 1, vendor: 'by hand', validate } };
`;

/** The emulator says what it is asked, so that prompts are the answers: 117 as asked, two without a year, one that is no JSON. */
async function ranLocally(...more: readonly string[]) {
  const years = Array.from({ length: 120 }, (_, index) =>
    index === 0 ? 'soon' : index < 3 ? '"old"' : String(1900 + index),
  );
  const lines = years.map((year, index) => JSON.stringify({ title: `Film ${index}`, year }));
  await writeFile(at('films.jsonl'), lines.join('\n'));
  await writeFile(at('answer.mjs'), SCHEMA);
  const build = ['run', at('films.jsonl'), '--out', at('films'), '--local', '--max-tokens', '50'];
  const prompt = ['--prompt', '{"title":"{{title}}","year":{{year}}}'];
  const model = ['--model', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'];
  return runMain([...build, ...prompt, ...model, ...more]);
}

describe('--answer and --answer-schema', () => {
  it('say in all commands which answers are not what was asked for, and end with 4', async () => {
    const schema = ['--answer-schema', at('answer.mjs')];
    const ran = await ranLocally(...schema, '-o', at('run.csv'));
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('117 succeeded, 3 failed (3 for what they were answered)');
    expect(ran.stderr).toContain(
      '3 of 120 records did not succeed, more than --max-failed 0 allows',
    );
    const [names, ...rows] = (await readFile(at('run.csv'), 'utf8')).split('\r\n');
    // the order is that of the outputs, so one that failed may come first
    const first = rows.find((row) => row.includes(',succeeded,'));
    expect(names).toMatch(/,errorMessage,answer\.title,answer\.year,answer\.decade,title,year$/);
    expect(first).toMatch(/,Film \d+,\d{4},\d{3}0,Film \d+,\d{4}$/);

    const columns = ['--columns', 'recordId,error,answer.decade', '--output-format', 'csv'];
    const failed = await runMain(['results', at('films'), ...schema, '--failed-only', ...columns]);
    expect(failed.code).toBe(4);
    expect(failed.stdout.split('\r\n').sort()).toEqual([
      '',
      '00000001,ANSWER_NOT_JSON,',
      '00000002,ANSWER_INVALID,',
      '00000003,ANSWER_INVALID,',
      'recordId,error,answer.decade',
    ]);
    const plain = await runMain([
      'results',
      at('films'),
      '--answer',
      'json',
      '--summary',
      '--json',
    ]);
    expect(JSON.parse(plain.stdout)).toMatchObject({
      errors: [{ value: 'ANSWER_NOT_JSON', count: 1 }],
      finishReasons: [{ value: 'stop', count: 120 }],
    });
    expect((await runMain(['results', at('films')])).code).toBe(0);

    const next = ['--local', '--below-minimum', 'next'];
    const retried = await runMain(['retry', at('films'), ...next, ...schema, '--dry-run']);
    expect(retried.stderr).toContain('3 records are left to a later retry');
    const again = ['--retry', at('again'), '--below-minimum', 'pad', '--json', ...schema];
    const rebuilt = await runMain(['results', at('films'), ...again]);
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ records: 100, padding: 97 });
  });

  it('are refused where no answer is read, and where the schema is none', async () => {
    const target = [
      '--to',
      's3://bucket/in/',
      '--role-arn',
      'arn:aws:iam::123456789012:role/Batch',
    ];
    const build = [
      '--out',
      at('films'),
      '--model',
      'amazon.nova-lite-v1:0',
      '--prompt',
      '{{title}}',
    ];
    const argv = ['run', at('films.jsonl'), ...build, ...target, '--dry-run', '--answer', 'json'];
    const planned = await runMain(argv);
    expect(planned.code).toBe(2);
    expect(planned.stderr).toContain('--answer has no effect with --dry-run: no answer is read');
    await writeFile(at('schema.json'), '{"type":"object"}');
    const json = await ranLocally('--answer-schema', at('schema.json'));
    expect(json.code).toBe(2);
    expect(json.stderr).toMatch(
      /schema\.json" is JSON, and a schema is taken from what a file exports/,
    );
  });
});
