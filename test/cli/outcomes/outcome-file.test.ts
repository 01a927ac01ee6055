import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const ROWS = 14;
const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

/** Runs rows in jobs of four against the embedded emulator; the third row has no text and is set aside. */
async function run(...flags: readonly string[]) {
  const rows = Array.from({ length: ROWS }, (_, row) => `r${row + 1},${row === 2 ? '' : 'text'}\n`);
  if (!existsSync(at('rows.csv'))) await writeFile(at('rows.csv'), `id,text\n${rows.join('')}`);
  const argv = ['run', at('rows.csv'), '--local', '--out', at('out'), '--on-invalid', 'skip'];
  const build = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
  const quotas = ['min-records-per-job=1', 'records-per-job=4'];
  const named = ['--id', '{{id}}', ...quotas.flatMap((quota) => ['--quota', quota])];
  return runMain([...argv, ...build, ...named, '--max-failed', '1', ...flags]);
}

const IN_ORDER = Array.from({ length: ROWS }, (_, row) => `r${row + 1}`);
const idsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { recordId: string }).recordId);
const idsIn = async (name: string) => idsOf(await readFile(at(name), 'utf8'));

describe('--output and --order', () => {
  it('give one file for a whole run, in the order of the rows', async () => {
    const first = await run('--output', at('all.jsonl'), '--order', 'source');
    const again = await run('-o', at('new/outputs.jsonl'));

    expect(first).toMatchObject({ code: 0, stdout: `${at('all.jsonl')}\n` });
    expect(await idsIn('all.jsonl')).toEqual(IN_ORDER);
    expect(await readFile(at('all.jsonl'), 'utf8')).toContain('"row":{"id":"r3","text":""}');
    expect(again).toMatchObject({ code: 0, stdout: `${at('new/outputs.jsonl')}\n` });
    const asWritten = await idsIn('new/outputs.jsonl');
    expect(asWritten.at(-1)).toBe('r3');
    expect(asWritten.toSorted()).toEqual(IN_ORDER.toSorted());
    expect((await readdir(folder.path)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('are what results takes too, with and without a file, and a file that is there is replaced', async () => {
    await run();
    const results = (...flags: readonly string[]) =>
      runMain(['results', at('out'), '--max-failed', '1', ...flags]);
    await writeFile(at('all.jsonl'), 'old\n');

    const filed = await results('--order', 'source', '--output', at('all.jsonl'));
    const printed = await results('--order', 'source', '-o', '-', '--source', at('rows.csv'));
    const failed = await results('--order', 'source', '--failed-only');
    const told = await results('--output', at('all.jsonl'), '--json');

    expect(filed).toMatchObject({ code: 0, stdout: `${at('all.jsonl')}\n` });
    expect(filed.stderr).toContain('13 succeeded; 1 row rejected');
    expect(idsOf(printed.stdout)).toEqual(IN_ORDER);
    expect(printed.stdout.match(/"row":/g)).toHaveLength(ROWS);
    expect(idsOf(failed.stdout)).toEqual(['r3']);
    expect(JSON.parse(told.stdout)).toBe(at('all.jsonl'));
    expect((await idsIn('all.jsonl')).at(-1)).toBe('r3');
  });

  it('of run say where the outcomes are as JSON too, and - is stdout', async () => {
    const printed = await run('--output', '-', '--order', 'source');
    const told = await run('--output', at('all.jsonl'), '--json');

    expect(idsOf(printed.stdout)).toEqual(IN_ORDER);
    expect(JSON.parse(told.stdout)).toMatchObject({ output: at('all.jsonl') });
  });

  it('give a table, by the name of the file or by --output-format', async () => {
    const named = await run('--output', at('all.csv'), '--order', 'source');
    const printed = await runMain([
      ...['results', at('out'), '--max-failed', '1', '--output-format', 'csv', '--order', 'source'],
      ...['--source', at('rows.csv'), '--columns', 'id,row.text,status'],
    ]);
    const [names, first] = (await readFile(at('all.csv'), 'utf8')).split('\r\n');

    expect(named).toMatchObject({ code: 0, stdout: `${at('all.csv')}\n` });
    expect(names).toMatch(/^recordId,status,.*,errorMessage,id,row\.text$/);
    expect(first).toMatch(/^r1,succeeded,.*,r1,text$/);
    expect(printed.stdout.split('\r\n').slice(0, 4)).toEqual([
      'id,row.text,status',
      'r1,text,succeeded',
      'r2,text,succeeded',
      'r3,"",rejected',
    ]);
  });

  it('give the same table of what is saved as of the outputs, and say the same', async () => {
    await run();
    const results = (...flags: readonly string[]) =>
      runMain(['results', at('out'), '--max-failed', '1', '--output-format', 'csv', ...flags]);

    const saved = await results();
    const read = await results('--limit', '1000');
    const filed = await results('--output', at('all.csv'));

    expect(saved).toEqual(read);
    expect(saved).toMatchObject({ code: 0 });
    expect(saved.stdout.split('\r\n')).toHaveLength(ROWS + 2);
    expect(filed).toMatchObject({ code: 0, stdout: `${at('all.csv')}\n` });
    expect(await readFile(at('all.csv'), 'utf8')).toBe(saved.stdout);
  });

  it('give the table as Parquet, one file for all, in any order and with any columns', async () => {
    const named = await run('--output', at('all.parquet'), '--order', 'source');
    const columns = ['--columns', 'recordId,row.text,line,status'];
    const results = (...flags: readonly string[]) =>
      runMain(['results', at('out'), '--max-failed', '1', ...flags]);
    const source = ['--source', at('rows.csv'), '--order', 'source', ...columns];
    const chosen = await results('-o', at('some.parquet'), ...source, '--limit', '3');
    const read = async (name: string) =>
      parquetReadObjects({ file: await asyncBufferFromFile(at(name)) });
    const [first, ...others] = await read('all.parquet');

    expect(named).toMatchObject({ code: 0, stdout: `${at('all.parquet')}\n` });
    expect(first).toMatchObject({ recordId: 'r1', status: 'succeeded', inputTokens: 1n, id: 'r1' });
    expect(others).toHaveLength(ROWS - 1);
    expect(chosen).toMatchObject({ code: 0, stdout: `${at('some.parquet')}\n` });
    expect(await read('some.parquet')).toEqual([
      { recordId: 'r1', 'row.text': 'text', line: 1n, status: 'succeeded' },
      { recordId: 'r2', 'row.text': 'text', line: 2n, status: 'succeeded' },
      { recordId: 'r3', 'row.text': '', line: null, status: 'rejected' },
    ]);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuse Parquet on a terminal, and flags that are about text, before anything is read', async () => {
    const argv = ['results', at('nowhere'), '--output-format', 'parquet'];

    const shown = await runMain(argv, { isTTY: true });
    const raw = await runMain([...argv, '--bom']);

    expect(shown).toMatchObject({ code: 2, stdout: '' });
    expect(shown.stderr).toContain('Parquet is nothing that a terminal can show');
    expect(raw).toMatchObject({ code: 2, stdout: '' });
    expect(raw.stderr).toContain('--output-format csv');
  });

  it('write no table with a column that there is not', async () => {
    const { code, stderr } = await run('--output', at('all.csv'), '--columns', 'statuss');

    expect(code).not.toBe(0);
    expect(stderr).toContain('There is no column "statuss"');
    expect(stderr).toContain('Did you mean "status"?');
    expect(existsSync(at('all.csv'))).toBe(false);
  });

  it('print a table on a terminal without what could steer it', async () => {
    const rows = IN_ORDER.map((id) => `${id},${id === 'r3' ? '' : 'a \u001b[31mred text'}\n`);
    await writeFile(at('rows.csv'), `id,text\n${rows.join('')}`);
    await run();
    const flags = ['--source', at('rows.csv'), '--output-format', 'csv', '--columns', 'row.text'];
    const argv = ['results', at('out'), '--max-failed', '1', ...flags];

    const shown = await runMain(argv, { isTTY: true });
    const piped = await runMain(argv);

    expect(shown.stdout).toContain('a \\u001b[31mred text\n');
    expect(shown.stdout).not.toContain('\u001b');
    expect(piped.stdout).toContain('a \u001b[31mred text\r\n');
  });

  it.each([
    ['rows.csv', 'is one of the sources, or in a folder of them'],
    ['out', 'is in the folder of the dataset, which is not changed'],
    ['out/jobs/0000/shard-00000.jsonl', 'is in the folder of the dataset, which is not changed'],
    ['', 'is no file'],
  ])('are refused where the file is %j, and nothing is sent', async (name, why) => {
    const { code, stderr } = await run('--output', at(name));

    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(await readdir(folder.path)).toEqual(['rows.csv']);
  });
});
