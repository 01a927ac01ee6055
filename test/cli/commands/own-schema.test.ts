import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const TITAN = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];
const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

/** A file with a schema for model inputs and one for rows: texts and titles of at most so many characters. */
async function schemas(most: number, name = 'schema.mjs'): Promise<string> {
  const text = `
    const atMost = (key) => ({ '~standard': { version: 1, vendor: 'own', validate: (value) =>
      value[key].length <= ${most} ? { value } : { issues: [{ message: 'at most ${most}', path: [key] }] } } });
    export const modelInput = atMost('inputText');
    export const row = atMost('title');`;
  await writeFile(at(name), text);
  return at(name);
}

const build = (...more: readonly string[]) => [
  ...['build', at('films.csv'), '--prompt', '{{title}}', '--out', at('out'), ...TITAN, ...more],
];

describe('bedrock-batch validate --schema', () => {
  const lines = '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n';

  it('asks the schema of every record', async () => {
    const argv = ['validate', '-', ...TITAN, '--reporter', 'compact', '--schema'];

    const bad = await runMain([...argv, await schemas(4)], { stdin: lines });
    const good = await runMain([...argv, await schemas(5, 'more.mjs')], { stdin: lines });

    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(
      'stdin:1:43 error MODEL_INPUT_OWN_SCHEMA "inputText" is "Hello", and the schema given for model inputs refuses that: "at most 4"',
    );
    expect(good.code).toBe(0);
  });

  it('takes TypeScript', async () => {
    const path = await schemas(4, 'schema.ts');

    expect(
      await runMain(['validate', '-', ...TITAN, '--schema', path], { stdin: lines }),
    ).toMatchObject({ code: 1, stdout: expect.stringContaining('MODEL_INPUT_OWN_SCHEMA') });
  });

  it.each([
    ['no such file', undefined, 'There is no schema file'],
    ['a file without a schema', 'export default 1', 'exports no schema'],
    ['a file that throws', 'throw new Error("not today")', 'not today'],
    [
      'a schema that answers later',
      `export default { '~standard': { version: 1, vendor: 'x', validate: async (value) => ({ value }) } }`,
      'answers with a promise at record "1" in line 1 of "stdin"',
    ],
    [
      'a schema that throws',
      `export default { '~standard': { version: 1, vendor: 'x', validate() { throw new Error('oops') } } }`,
      'threw at record "1" in line 1 of "stdin"',
    ],
  ])('refuses %s', async (_, text, message) => {
    if (text !== undefined) await writeFile(at('wrong.mjs'), text);

    const ended = await runMain(['validate', '-', ...TITAN, '--schema', at('wrong.mjs')], {
      stdin: lines,
    });

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('INVALID_OPTION');
    expect(ended.stderr).toContain(message);
  });
});

describe('bedrock-batch build --row-schema --schema', () => {
  it('writes nothing where a row is refused, and says which', async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\n');

    const ended = await runMain(build('--row-schema', await schemas(4)));

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('films.csv:3  error  ROW_OWN_SCHEMA');
    expect(existsSync(at('out'))).toBe(false);
  });

  it('knows a build by the text of the files', async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\n');
    const path = await schemas(5);
    const argv = build('--row-schema', path, '--schema', path, '--json');

    const first = await runMain(argv);
    const again = await runMain(argv);
    await writeFile(path, `${await readFile(path, 'utf8')}\n// changed\n`);
    const changed = await runMain(argv);

    expect(JSON.parse(first.stdout)).toMatchObject({ reused: false });
    expect(JSON.parse(again.stdout)).toMatchObject({ reused: true });
    expect(changed.code).toBe(2);
    expect(changed.stdout).toContain('DATASET_EXISTS');
  });
});

describe('bedrock-batch run --schema', () => {
  it('submits nothing where a record is refused, and goes the whole way where none is', async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\n');
    const run = (schema: string) => [
      ...['run', at('films.csv'), '--local', '--prompt', '{{title}}', '--out', at('out'), ...TITAN],
      ...['--schema', schema, '--json'],
    ];

    const refused = await runMain(run(await schemas(4)));
    const done = await runMain(run(await schemas(5, 'more.mjs')));
    const again = await runMain(run(at('more.mjs')));

    expect(refused.code).toBe(1);
    expect(done.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ datasetReused: true });
  });
});
