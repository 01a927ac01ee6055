import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { Session, type Streams } from '../../src/cli/session/session.ts';
import { fullName } from '../../src/cli/session/usage-error.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';
import { useEmulator } from './with-emulator.ts';

const LONG = 100_000;
/** What a command may say of a value, however long it is. */
const MOST = 6_000;
const folder = useTemporaryFolder();
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 }, timeScale: 1000 });
const at = (name: string) => join(folder.path, name);
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

const MODEL = ['--model', 'amazon.titan-embed-text-v2:0'];
const building = () => [
  ...[at('rows.csv'), '--out', at('new'), ...MODEL, '--prompt', '{{text}}'],
  ...['--quota', 'min-records-per-job=1'],
];
const TO = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const TARGET = [...TO, '--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

/** Of each command that has a way to the end a call that goes it; the others need no argument. */
const CALLS: Readonly<Record<string, () => readonly string[]>> = {
  build: building,
  run: () => [...building(), ...TARGET],
  validate: () => [at('out'), ...MODEL],
  upload: () => [at('out'), ...TO],
  submit: () => [at('out'), ...TARGET],
  results: () => [at('out'), '--run', 'local'],
  'jobs get': () => [at('out'), '--run', 'local'],
  'jobs wait': () => [at('out'), '--run', 'local'],
  'jobs stop': () => [at('out'), '--run', 'local'],
  explain: () => ['JSONL_BLANK_LINE'],
};
/** Does not end by itself; its values are checked ahead of that. */
const ENDLESS = ['emulator'];

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

const streams = { stdout: {}, stderr: {} } as unknown as Streams;
const values = allCommands(makeProgram(new Session(streams), [])).flatMap((command) =>
  command.options
    .filter((option) => option.required || option.optional)
    .map((option): [string, string] => [nameOf(command), flagOf(option)]),
);

function nameOf(command: Command): string {
  return fullName(command).split(' ').slice(1).join(' ');
}

function flagOf({ long, short }: Option): string {
  return long ?? short ?? '';
}

describe('values of 100,000 characters', () => {
  beforeEach(async () => {
    await writeFile(at('rows.csv'), 'id,text\n1,one\n2,two\n');
    const { code } = await runMain([
      ...['run', at('rows.csv'), '--local', '--out', at('out'), ...MODEL, '--prompt', '{{text}}'],
      ...['--quota', 'min-records-per-job=1'],
    ]);
    expect(code).toBe(0);
  });

  it('are refused or taken in few words, whatever the flag', async () => {
    const wrong: string[] = [];
    const tried = values.filter(([command]) => !ENDLESS.includes(command));
    for (const [command, flag] of tried) {
      const argv = [...command.split(' '), ...(CALLS[command]?.() ?? [])];
      for (const value of ['a'.repeat(LONG), `${flag}=\u001b[31m`.repeat(LONG / 10)]) {
        const { code, stdout, stderr } = await callWith([...argv, flag, value], command);
        const text = stdout + stderr;
        const isLong = code !== 0 && text.length > MOST;
        if (isLong || RAW.test(text) || /this is a bug/.test(text)) {
          wrong.push(
            `${command} ${flag}: ${code}, ${text.length} characters: ${JSON.stringify(text.slice(0, 300))}`,
          );
        }
      }
    }

    expect(tried.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  }, 600_000);
});

/** Commands that ask AWS are given the emulator, unless the endpoint is what is tried. */
function callWith(argv: readonly string[], command: string) {
  const asks = /^(?:run|upload|submit)$/.test(command) && !argv.includes('--endpoint-url');
  return asks ? bench.call(...argv) : runMain(argv);
}
