import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const TITAN = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];
const folder = useTemporaryFolder();

const record = (id: string, text = 'Hello') =>
  `{"recordId":"${id}","modelInput":{"inputText":"${text}"}}\n`;

async function file(...lines: readonly string[]): Promise<string> {
  const path = join(folder.path, 'records.jsonl');
  await writeFile(path, lines.join(''));
  return path;
}

describe('bedrock-batch validate', () => {
  it('passes what is good', async () => {
    const ended = await runMain(['validate', await file(record('1'), record('2', 'Hi')), ...TITAN]);

    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^validate  2 records, \d+ B, \d+\.\d s\n$/);
    expect(ended.stdout).toMatch(/^0 errors, 0 warnings in 2 records, 1 file, 1 job, \d+ B\n$/);
  });

  it('finds what is wrong at its line and column, and exits with 1', async () => {
    const path = await file(record('1'), record('2', ''), record('1'));

    const ended = await runMain(['validate', path, ...TITAN, '--reporter', 'compact']);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`${path}:2:`);
    expect(ended.stdout).toContain(`${path}:3:13 error RECORD_ID_DUPLICATE`);
  });

  it('reads stdin', async () => {
    const ended = await runMain(['validate', '-', ...TITAN], { stdin: '{"recordId":1}\n' });

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('stdin:1:13  error  RECORD_ID_TYPE');
  });

  it('prints JSON for --json and for --reporter json alike', async () => {
    const path = await file(record('1', ''));

    const flag = await runMain(['validate', path, ...TITAN, '--json']);
    const reporter = await runMain(['validate', path, ...TITAN, '--reporter', 'json']);

    expect(flag.stdout).toBe(reporter.stdout);
    expect(JSON.parse(flag.stdout)).toMatchObject({ valid: false, errors: 1, hidden: 0 });
  });

  it('shows 3 diagnostics of a kind and 20 in all unless told otherwise, and all of them as JSON', async () => {
    const path = await file(...Array.from({ length: 30 }, (_, index) => record(`${index}`, '')));
    const heads = (text: string) => text.match(/ {2}error {2}/g)?.length ?? 0;

    const plain = await runMain(['validate', path, ...TITAN]);
    const many = await runMain(['validate', path, ...TITAN, '--max-diagnostics', '25']);
    const compact = await runMain(['validate', path, ...TITAN, '--reporter', 'compact']);
    const few = await runMain(['validate', path, ...TITAN, '--max-diagnostics', '2']);
    const all = await runMain(['validate', path, ...TITAN, '--json']);

    expect(heads(plain.stdout)).toBe(3);
    expect(plain.stdout).toContain(`\n27 more diagnostics of MODEL_INPUT_EMPTY_TEXT: ${path}:4:`);
    expect(plain.stdout.trimEnd()).toMatch(
      /27 diagnostics not shown \(--max-diagnostics 30 shows all\)$/,
    );
    expect(heads(many.stdout)).toBe(25);
    expect(compact.stdout.match(/ error /g)).toHaveLength(20);
    expect(heads(few.stdout)).toBe(2);
    expect(JSON.parse(all.stdout).diagnostics).toHaveLength(30);
  });

  it('counts warnings against --max-warnings', async () => {
    const path = await file(record('1'), '\n', '\n', record('2'));

    const codes = await Promise.all(
      ['2', '1'].map((most) => runMain(['validate', path, ...TITAN, '--max-warnings', most])),
    );

    expect(codes.map(({ code }) => code)).toEqual([0, 1]);
  });

  it('changes severities by code', async () => {
    const path = await file(record('1'), '\n', record('1'));
    const severities = [
      '--severity',
      'JSONL_BLANK_LINE=error',
      '--severity',
      'RECORD_ID_DUPLICATE=off',
    ];

    const ended = await runMain([
      'validate',
      path,
      ...TITAN,
      ...severities,
      '--reporter',
      'compact',
    ]);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('error JSONL_BLANK_LINE');
    expect(ended.stdout).not.toContain('RECORD_ID_DUPLICATE');
  });

  it('shows no part of the records with --no-excerpts', async () => {
    const path = await file(record('1', 'secret').replace('"recordId"', '"id"'));

    const shown = await runMain(['validate', path, ...TITAN]);
    const hidden = await runMain(['validate', path, ...TITAN, '--no-excerpts']);

    expect(shown.stdout).toContain('secret');
    expect(hidden.stdout).not.toContain('secret');
  });

  it.each(['pretty', 'compact', 'github', 'json'])(
    'shows codes and positions alone with --no-excerpts in the form %s',
    async (reporter) => {
      const path = await file(
        record('private-id'),
        record('private-id').replace('input', 'private'),
      );

      const { stdout } = await runMain([
        'validate',
        path,
        ...TITAN,
        '--no-excerpts',
        '--reporter',
        reporter,
      ]);

      expect(stdout).toContain('RECORD_ID_DUPLICATE');
      expect(stdout).toContain('MODEL_INPUT_UNKNOWN_KEY');
      expect(stdout).not.toContain('private');
    },
  );

  it('warns where the family is not known, and names --base-model as the way out', async () => {
    const profile =
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl';
    const path = await file(record('1'));
    const argv = ['validate', path, '--model', profile, '--quota', 'min-records-per-job=1'];

    const unknown = await runMain(argv);
    const known = await runMain([...argv, '--base-model', 'amazon.titan-embed-text-v2:0']);

    expect(unknown.code).toBe(0);
    expect(unknown.stdout).toContain('MODEL_UNKNOWN');
    expect(unknown.stdout).toContain('--base-model');
    expect(known.stdout).toMatch(/^0 errors, 0 warnings/);
  });

  it('needs a model where no manifest names one', async () => {
    const ended = await runMain(['validate', await file(record('1'))]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('--model');
  });

  it('uses colours on a terminal, unless NO_COLOR is set', async () => {
    const path = await file(record('1', ''));
    const on = (env: Readonly<Record<string, string>>, isTTY: boolean) =>
      runMain(['validate', path, ...TITAN], { env, isTTY }).then(({ stdout }) =>
        stdout.includes('\u001b['),
      );

    expect(await on({}, true)).toBe(true);
    expect(await on({}, false)).toBe(false);
    expect(await on({ NO_COLOR: '1' }, true)).toBe(false);
    expect(await on({ FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await on({ FORCE_COLOR: '0' }, true)).toBe(false);
  });
});
