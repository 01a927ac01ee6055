import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { type Circumstances, type Ended, runMain } from './run-main.ts';

const MODEL = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];
const folder = useTemporaryFolder();

/** What a terminal, a log or a reader would act on: sequences, bells, overrides, invisible text, line breaks of others. */
const ESCAPES = {
  colour: '\u001b[31mred\u001b[0m',
  title: '\u001b]0;owned\u0007',
  link: '\u001b]8;;http://evil.example\u001b\\click\u001b]8;;\u001b\\',
  clear: '\u001b[2J\u001b[H',
  'C1 CSI': '\u009b31m',
  'C1 OSC': '\u009d0;owned\u009c',
  controls: 'a\u0000b\u0007c\u0008d\u007fe',
  override: 'safe\u202etxt.exe\u202c',
  isolate: '\u2066a\u2069\u200f\u061c',
  invisible: 'a\u200bb\u2060c\ufeffd',
  tags: 'x\u{e0041}\u{e007f}',
  separators: 'a\u2028b\u2029c\u0085d',
  'line breaks': 'a\r\nb\n::error file=x::owned\rc',
  'lone surrogate': '\ud800x',
};
const TEXTS = Object.values(ESCAPES);
const REPORTERS = ['pretty', 'compact', 'github', 'json'] as const;

/** Newlines are ours; of other controls, of what reorders or hides text, nothing may be left. */
const RAW =
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e0fff}]/u;
/** The colours of our own, and what the spinner does to its line. */
const OWN = /\u001b\[(?:[\d;]*m|\?\d+[hl]|[\dA-GK]*[A-GK])/g; // oxlint-disable-line no-control-regex -- as above

function expectHarmless({ stdout, stderr }: Ended): void {
  for (const text of [stdout, stderr]) {
    const at = text.search(RAW);
    expect(at === -1 ? '' : JSON.stringify(text.slice(Math.max(0, at - 60), at + 40))).toBe('');
  }
}

async function run(argv: readonly string[], how: Circumstances = {}): Promise<Ended> {
  const ended = await runMain(argv, how);
  expectHarmless(ended);
  return ended;
}

/** Records that are wrong in all the ways whose messages repeat what stands there. */
function hostileLines(): string[] {
  const lines = TEXTS.flatMap((text) => [
    { recordId: text, modelInput: { inputText: text } },
    { recordId: text, modelInput: { inputText: '', [text]: 1 } },
    { recordId: 'x', [text]: text, modelInput: { inputText: [text], normalize: text } },
    { recordId: { [text]: text }, modelInput: text },
  ]);
  const raw = TEXTS.flatMap((text) => [
    `{"recordId":"1","modelInput":${text}}`,
    `${text}{"recordId":"1"}`,
    `{"recordId":"1","modelInput":{"inputText":"${text}"}} ${text}`,
    `{"recordId":"1","modelInput":{"inputText":1e${text}}}`,
  ]);
  return [...lines.map((line) => JSON.stringify(line)), ...raw];
}

describe('validate of hostile records', () => {
  it.each(REPORTERS)('prints none of it raw with the reporter %s', async (reporter) => {
    const path = join(folder.path, 'records.jsonl');
    await writeFile(path, `${hostileLines().join('\n')}\n`);

    const ended = await run([
      'validate',
      path,
      ...MODEL,
      '--reporter',
      reporter,
      '--max-diagnostics',
      '10000',
    ]);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('RECORD_ID_UNUSUAL');
    expect(ended.stdout).toContain('\\u001b');
  });

  it('prints none of it raw with excerpts left out', async () => {
    const stdin = hostileLines().join('\n');

    expect((await run(['validate', '-', ...MODEL, '--no-excerpts'], { stdin })).code).toBe(1);
  });

  it('gives the same texts back to whoever parses the JSON', async () => {
    const [id] = [ESCAPES.override + ESCAPES['C1 CSI'] + ESCAPES.invisible];
    const stdin = `${JSON.stringify({ recordId: id, modelInput: { inputText: '' } })}\n`;

    const { stdout } = await run(['validate', '-', ...MODEL, '--json'], { stdin });

    expect(JSON.parse(stdout).diagnostics[0].location.recordId).toBe(id);
  });

  it('starts no line of the reporter github with anything but a command of its own', async () => {
    const stdin = hostileLines().join('\n');

    const { stdout } = await run(['validate', '-', ...MODEL, '--reporter', 'github'], { stdin });

    expect(stdout.split('\n').filter((line) => line.includes('::owned'))).toEqual([]);
    for (const line of stdout.trimEnd().split('\n').slice(0, -1))
      expect(line).toMatch(/^::(?:error|warning) file=stdin,[\w=,]*::[^\r\n]*$/);
  });
});

describe('hostile names', () => {
  it.each(REPORTERS)('of files are not printed raw with the reporter %s', async (reporter) => {
    for (const [index, text] of TEXTS.entries()) {
      const name = text.replaceAll(/[/\0\p{Surrogate}]/gu, '_');
      const parent = join(folder.path, `${index}`, name);
      await mkdir(parent, { recursive: true });
      await writeFile(join(parent, `${name}.jsonl`), '{"recordId":1}\n\n');
      const flags = [...MODEL, '--reporter', reporter];

      expect((await run(['validate', join(parent, `${name}.jsonl`), ...flags])).code).toBe(1);
      expect((await run(['validate', parent, ...flags])).code).toBe(1);
    }
  });

  it.each(Object.keys(ESCAPES))('that are not there are not printed raw (%s)', async (which) => {
    const text = ESCAPES[which as keyof typeof ESCAPES].replaceAll('\0', '_');
    const missing = join(folder.path, text);
    for (const json of [[], ['--json']]) {
      expect((await run(['validate', missing, ...MODEL, ...json])).code).toBe(2);
      expect(
        (await run(['build', `${missing}.csv`, ...MODEL, '--prompt', 'x', ...json])).code,
      ).toBe(2);
      expect((await run(['upload', missing, '--to', 's3://b/p/', ...json])).code).toBe(2);
    }
  });
});

describe('hostile words', () => {
  it.each(Object.keys(ESCAPES))('are refused without being printed raw (%s)', async (which) => {
    const text = ESCAPES[which as keyof typeof ESCAPES];
    const calls = [
      [text],
      ['validate', '-', '--model', text],
      ['validate', '-', ...MODEL, `--${text}`],
      ['validate', '-', ...MODEL, '--base-model', text, '--region', text],
      ['validate', '-', ...MODEL, '--reporter', text],
      ['validate', '-', ...MODEL, '--severity', `${text}=error`],
      ['validate', '-', ...MODEL, '--quota', `${text}=1`],
      ['validate', '-', ...MODEL, '--quota', `file-bytes=${text}`],
      ['validate', '-', ...MODEL, '--max-diagnostics', text],
      ['explain', text],
      ['models', text],
      ['quotas', text],
      ['upload', '.', '--to', text],
    ];
    for (const argv of calls) {
      await run(argv, { stdin: '{}\n' });
      await run([...argv, '--json'], { stdin: '{}\n' });
    }
  });

  it('are not printed raw on a terminal either', async () => {
    const stdin = hostileLines().join('\n');
    const ended = await runMain(['validate', '-', ...MODEL], { stdin, isTTY: true });
    const strip = (text: string) => text.replaceAll(OWN, '').replaceAll('\r', '');

    expectHarmless({ ...ended, stdout: strip(ended.stdout), stderr: strip(ended.stderr) });
    expect(strip(ended.stdout)).toContain('\\u001b');
  });
});

describe('build of a hostile source', () => {
  it('prints no column, id or text of it raw', async () => {
    for (const text of TEXTS) {
      const field = (value: string) => `"${value.replaceAll('"', '""')}"`;
      const csv = `${field(text)},id\n${field(text)},${field(text)}\n${field(text)},${field(text)}\n`;
      const out = join(folder.path, 'out');
      const flags = [...MODEL, '--format', 'csv', '--out', out];

      await run(['build', '-', ...flags, '--prompt', '{{none}}'], { stdin: csv });
      const ended = await run(['build', '-', ...flags, '--prompt', '{{id}}', '--id', '{{id}}'], {
        stdin: csv,
      });

      expect(ended.code).not.toBe(0);
    }
  });
});
