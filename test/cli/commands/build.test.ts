import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../../src/cli/session/interrupt.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CSV = 'title,year\nJaws,1975\nAlien,1979\n"Heat, the film",1995\n';
const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

/** The flags of a build that takes three rows. */
const build = (source: string, ...more: readonly string[]) => [
  ...['build', source, '--model', MODEL, '--out', at('out'), '--quota', 'min-records-per-job=1'],
  ...more,
];

async function records(): Promise<{ recordId: string; modelInput: Record<string, unknown> }[]> {
  const text = await readFile(at('out/jobs/0000/shard-00000.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('bedrock-batch build', () => {
  it('writes a dataset, prints its folder, and says on stderr what is in it', async () => {
    await writeFile(at('films.csv'), CSV);

    const ended = await runMain(build(at('films.csv'), '--prompt', 'Genre of {{title}}?'));

    expect(ended).toMatchObject({ code: 0, stdout: `${at('out')}\n` });
    expect(ended.stderr).toMatch(
      /^build {5}3 records, \d+ B, 1 shard, 1 job, \d+\.\d s\nCosts about .*, read on 2026-08 for us-east-1\n$/,
    );
    expect((await records()).map(({ recordId }) => recordId)).toHaveLength(3);
    expect(await readFile(at('out/manifest.json'), 'utf8')).toContain('"name": "films"');
  });

  it('prints one JSON document, and that the dataset was there already', async () => {
    await writeFile(at('films.csv'), CSV);
    const argv = build(at('films.csv'), '--prompt', '{{title}}', '--json', '--quiet');

    const first = await runMain(argv);
    const second = await runMain(argv);

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(first.stdout)).toMatchObject({
      folder: at('out'),
      records: 3,
      reused: false,
      jobs: [{ folder: 'jobs/0000', records: 3, shards: 1 }],
    });
    expect(JSON.parse(second.stdout)).toMatchObject({ reused: true });
  });

  it('reads a table as its flags say', async () => {
    const table = 'made by x\n# made on y\nJaws;1975\nAlien, 2nd cut;1979\n';
    await writeFile(at('films.txt'), table);
    const flags = ['--skip-lines', '1', '--comment', '#', '--header', 'title, year'];

    const argv = build(at('films.txt'), '--prompt', '{{title}}/{{year}}', ...flags);
    const ended = await runMain([...argv, '--delimiter', ';']);

    expect(ended.code).toBe(0);
    expect((await records()).map(({ modelInput }) => modelInput['messages'])).toMatchObject([
      [{ content: 'Jaws/1975' }],
      [{ content: 'Alien, 2nd cut/1979' }],
    ]);
    const piped = ['build', '-', ...argv.slice(2), '--delimiter', ';', '--replace'];
    expect(await runMain(piped, { stdin: table })).toMatchObject({ code: 0 });
  });

  it('reads a table of another encoding, and says that it has to be told', async () => {
    await writeFile(at('films.csv'), Buffer.from('title\nAm\xe9lie\n', 'latin1'));

    const untold = await runMain(build(at('films.csv'), '--prompt', '{{title}}'));
    const told = build(at('films.csv'), '--prompt', '{{title}}', '--encoding', 'windows-1252');

    expect(untold).toMatchObject({ code: 1 });
    expect(untold.stderr).toContain('--encoding');
    expect((await runMain(told)).code).toBe(0);
    expect((await records())[0]?.modelInput['messages']).toMatchObject([{ content: 'Amélie' }]);
  });

  it('reads several files, a folder and a pattern', async () => {
    await mkdir(at('in'));
    await writeFile(at('in/b.csv'), 'title\nJaws\n');
    await writeFile(at('in/a.jsonl'), '{"title":"Heat"}\n');
    const flags = build('', '--prompt', '{{title}}').slice(2);
    const titles = async () =>
      (await records()).map(
        ({ modelInput }) => (modelInput['messages'] as [{ content: string }])[0].content,
      );

    const several = await runMain(['build', at('in/b.csv'), at('in/a.jsonl'), ...flags]);
    expect(several).toMatchObject({ code: 0 });
    expect(await titles()).toEqual(['Jaws', 'Heat']);
    for (const named of [at('in'), at('i*/*.{csv,jsonl}')]) {
      expect(await runMain(['build', named, ...flags, '--replace'])).toMatchObject({ code: 0 });
      expect(await titles()).toEqual(['Heat', 'Jaws']);
    }
  });

  it.each([
    [['-', 'a.csv'], 2, 'stdin cannot be read beside other sources'],
    [['*.tsv'], 2, 'No file fits "*.tsv"'],
    [['no-folder/*.csv'], 2, 'no-folder'],
  ])('refuses the sources %j', async (sources, code, message) => {
    const ended = await runMain(['build', ...sources, ...build('', '--prompt', 'x').slice(2)]);

    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('says that a table has another delimiter, and what to do', async () => {
    await writeFile(at('films.csv'), 'title;year\nJaws;1975\n');

    const ended = await runMain(build(at('films.csv'), '--prompt', '{{title}}'));

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('is one column, "title;year", and holds ";"');
    expect(ended.stderr).toContain("--delimiter ';'");
  });

  it.each(['title;year', 'title\tyear', 'title|year'])(
    'takes no one name %j for a header, which would be one column of all fields',
    async (header) => {
      await writeFile(at('films.csv'), 'Jaws;1975\n');

      const ended = await runMain(build(at('films.csv'), '--prompt', 'x', '--header', header));

      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain('names with commas between them are needed, as in a,b,c');
    },
  );

  it('reads stdin, a prompt file and settings', async () => {
    await writeFile(at('prompt.txt'), 'Genre of {{title}} ({{year}})?');

    const ended = await runMain(
      build('-', '--format', 'csv', '--prompt-file', at('prompt.txt'), '--id', '{{year}}').concat(
        ...['--system', 'Be brief', '--max-tokens', '9', '--set', 'temperature=0.5'],
      ),
      { stdin: CSV },
    );

    expect(ended.code).toBe(0);
    expect((await records()).at(-1)).toEqual({
      recordId: '1995',
      modelInput: {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 9,
        temperature: 0.5,
        system: 'Be brief',
        messages: [{ role: 'user', content: 'Genre of Heat, the film (1995)?' }],
      },
    });
  });

  it('takes the function of a map file', async () => {
    await writeFile(at('films.csv'), CSV);
    const body = `{ anthropic_version: 'bedrock-2023-05-31', max_tokens: 5, messages: [{ role: 'user', content: row.title }] }`;
    await writeFile(
      at('map.mjs'),
      `export default (row, { number }) => ({ recordId: 'n' + number, modelInput: ${body} });`,
    );
    const argv = build(at('films.csv'), '--map', at('map.mjs'));

    const first = await runMain(argv);
    const again = await runMain([...argv, '--json']);

    expect(first.code).toBe(0);
    expect((await records())[1]).toMatchObject({ recordId: 'n2' });
    expect(JSON.parse(again.stdout)).toMatchObject({ reused: true });
  });

  it('refuses a changed prompt for the same folder, unless it may replace', async () => {
    await writeFile(at('films.csv'), CSV);
    await runMain(build(at('films.csv'), '--prompt', '{{title}}'));

    const refused = await runMain(build(at('films.csv'), '--prompt', 'Film: {{title}}'));
    const replaced = await runMain(
      build(at('films.csv'), '--prompt', 'Film: {{title}}', '--replace'),
    );

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('DATASET_EXISTS');
    expect(replaced.code).toBe(0);
  });

  it('shows warnings, and goes on', async () => {
    await writeFile(at('films.json'), '[{"title":null},{"title":"Jaws"}]');

    const ended = await runMain(build(at('films.json'), '--prompt', 'Genre of {{title}}?'));

    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('TEMPLATE_VALUE_EMPTY');
    expect(ended.stdout).toBe(`${at('out')}\n`);
  });

  it.each([
    ['no such file', undefined, 2, 'SOURCE_NOT_FOUND'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x0a, 0xe9, 0x0a]), 1, 'SOURCE_ENCODING'],
    ['a row with too many fields', Buffer.from('title\nJaws,1975\n'), 1, 'ROW_RAGGED'],
    ['a column that is not there', Buffer.from('name\nJaws\n'), 2, 'TEMPLATE_COLUMN_UNKNOWN'],
    ['nothing at all', Buffer.from(''), 1, 'SOURCE_EMPTY'],
    ['a prompt that is empty', Buffer.from('title\n" "\n'), 1, 'TEMPLATE_PROMPT_EMPTY'],
  ])('leaves nothing behind after %s', async (_what, bytes, code, error) => {
    if (bytes !== undefined) await writeFile(at('source.csv'), bytes);

    const ended = await runMain(build(at('source.csv'), '--prompt', '{{title}}'));

    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(error);
    expect(existsSync(at('out'))).toBe(false);
    expect((await readdir(folder.path)).filter((name) => name !== 'source.csv')).toEqual([]);
  });

  it.each([
    ['{title}', 'Write {{title}} instead of "{title}"'],
    ['${title}', 'Write {{title}} instead of "${title}"'],
    ['$Title', 'Write {{title}} instead of "$Title"'],
    ['<titel>', 'Write {{title}} instead of "<titel>"'],
    ['%(title)s', 'Write {{title}} instead of "%(title)s"'],
    ['\\{{title}}', 'Write {{title}} instead of'],
    ['%s', 'Write {{column}} for one of the columns: "title", "year"'],
    ['{genre}', 'Write {{column}} for one of the columns: "title", "year"'],
    ['Name a film', 'Write {{column}} for one of the columns: "title", "year"'],
    ['${row.title}', 'Write {{title}} instead of "${row.title}"'],
    ['./prompt.txt', 'Give the file with --prompt-file "./prompt.txt"'],
    ['prompts/genre.md', 'Give the file with --prompt-file "prompts/genre.md"'],
    ['@prompt.txt', 'Give the file with --prompt-file "prompt.txt"'],
    ['file://prompt.txt', 'Give the file with --prompt-file "prompt.txt"'],
  ])('refuses the constant prompt %s, and says what was meant', async (prompt, meant) => {
    await writeFile(at('films.csv'), CSV);

    const ended = await runMain(build(at('films.csv'), '--prompt', prompt));

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('TEMPLATE_CONSTANT');
    expect(ended.stderr).toContain(meant);
    expect(ended.stderr).toContain('--allow-constant-prompt');
    expect(await readdir(folder.path)).toEqual(['films.csv']);
  });

  it('takes {{}} for no column either', async () => {
    await writeFile(at('films.csv'), CSV);

    const ended = await runMain(build(at('films.csv'), '--prompt', 'Genre of {{}}?'));

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('names no column');
  });

  it('refuses a constant prompt in a file', async () => {
    await writeFile(at('films.csv'), CSV);
    await writeFile(at('prompt.txt'), 'Genre of {title}?\n');

    const ended = await runMain(build(at('films.csv'), '--prompt-file', at('prompt.txt')));

    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Write {{title}} instead of "{title}"');
  });

  it.each([
    ['allowed', CSV, ['--prompt', 'Name a film', '--allow-constant-prompt']],
    ['beside a system prompt with a column', CSV, ['--prompt', 'Name it', '--system', '{{title}}']],
    ['of a source of one row', 'title\nJaws\n', ['--prompt', 'Name a film']],
    ['of which one row is taken', CSV, ['--prompt', 'Name a film', '--limit', '1']],
    [
      'beside braces of JSON',
      CSV,
      ['--prompt', 'Answer as {"genre": …, "of": {title}}: {{title}}'],
    ],
  ])('takes a constant prompt that is %s', async (_what, text, flags) => {
    await writeFile(at('films.csv'), text);

    expect(await runMain(build(at('films.csv'), ...flags))).toMatchObject({ code: 0 });
  });

  it('says that a file with a function leaves nothing to allow', async () => {
    await writeFile(at('films.csv'), CSV);
    const argv = build(at('films.csv'), '--map', at('map.ts'), '--allow-constant-prompt');

    expect(await runMain(argv)).toMatchObject({ code: 2, stdout: '' });
  });

  it('finds broken JSON in the middle of an array, and leaves nothing behind', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `{"title":"film ${index}"}`);
    await writeFile(
      at('films.json'),
      `[${rows.join(',\n')},\n{"title":oops},\n${rows.join(',\n')}]`,
    );

    const ended = await runMain(build(at('films.json'), '--prompt', '{{title}}'));

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('at line 501, column 10');
    expect(existsSync(at('out'))).toBe(false);
  });

  it('says what too few records cost to pad, and pads them', async () => {
    await writeFile(at('films.csv'), CSV);
    const argv = [
      'build',
      at('films.csv'),
      '--model',
      MODEL,
      '--out',
      at('out'),
      '--prompt',
      '{{title}}',
    ];

    const refused = await runMain(argv);
    const padded = await runMain([...argv, '--below-minimum', 'pad']);

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('padding runs the shortest record 97 more times');
    expect(padded.code).toBe(0);
    expect(padded.stderr).toContain('97 records of padding');
  });

  it.each([
    [
      'a model that cannot batch',
      'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc',
      'MODEL_NOT_BATCHABLE',
    ],
    ['a model that is not known', 'acme.unknown-v1', 'MODEL_UNKNOWN'],
  ])('refuses %s', async (_what, model, code) => {
    await writeFile(at('films.csv'), CSV);

    const ended = await runMain([
      'build',
      at('films.csv'),
      '--model',
      model,
      '--out',
      at('out'),
      '--prompt',
      '{{title}}',
    ]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(code);
  });

  it('stops when it is interrupted, and leaves nothing behind', async () => {
    await writeFile(at('films.csv'), CSV);
    const signal = AbortSignal.abort(new Interruption('SIGTERM'));

    const ended = await runMain(build(at('films.csv'), '--prompt', '{{title}}'), { signal });

    expect(ended).toEqual({ code: 143, stdout: '', stderr: 'Interrupted: nothing was written\n' });
    expect(existsSync(at('out'))).toBe(false);
  });
});
