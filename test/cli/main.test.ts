import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Terminal } from '../../src/cli/session/session.ts';
import { runMain } from './run-main.ts';

const COMMANDS = [
  ...['run', 'build', 'validate', 'estimate', 'upload', 'submit', 'results'],
  ...['jobs', 'jobs list', 'jobs get', 'jobs stop', 'jobs wait'],
  ...['quotas', 'models', 'doctor', 'iam', 'explain', 'emulator', 'help'],
];

const LOCAL = ['--local', '--to', 's3://b/'];

describe('bedrock-batch', () => {
  it('shows its help and its version', async () => {
    const help = await runMain(['--help']);
    const version = await runMain(['--version']);

    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('Exit codes:');
    expect(version).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each(COMMANDS)('shows the help of %s, in at most 100 columns', async (command) => {
    const { code, stdout } = await runMain([...command.split(' '), '--help']);
    const [described = ''] = stdout.split('\nExamples:');

    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: bedrock-batch ${command} `));
    expect(described.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each(COMMANDS)('shows the help of %s for the word help before it too', async (command) => {
    const byFlag = await runMain([...command.split(' '), '--help']);

    expect(await runMain(['help', ...command.split(' ')])).toEqual(byFlag);
  });

  it('shows an overview for help alone, and the help of jobs by its own', async () => {
    expect(await runMain(['help'])).toEqual(await runMain(['--help']));
    expect(await runMain(['jobs', 'help', 'list'])).toEqual(
      await runMain(['jobs', 'list', '--help']),
    );
  });

  it('shows its help and fails where no command is named', async () => {
    const nothing = await runMain([]);
    const half = await runMain(['jobs']);

    expect(nothing).toMatchObject({ code: 2, stdout: '' });
    expect(nothing.stderr).toMatch(/^Usage: bedrock-batch/);
    expect(half.code).toBe(2);
    expect(half.stderr).toMatch(/^Usage: bedrock-batch jobs/);
  });

  it.each([
    [['help', 'nonsense'], 'bedrock-batch has no command "nonsense"', 'See bedrock-batch --help'],
    [['help', 'jobs', 'lst'], 'bedrock-batch jobs has no command "lst"', 'Did you mean list?'],
    [['buld'], 'Unknown command "buld"', 'Did you mean build?'],
    [['jobs', 'wat', 'x'], 'Unknown command "wat"', 'Did you mean wait?'],
    [
      ['validate', 'x.jsonl', '--reportr', 'json'],
      'Unknown option "--reportr"',
      'Did you mean --reporter?',
    ],
    [
      ['build', 'x.csv', '--modle', 'm', '--out', 'o'],
      'Unknown option "--modle"',
      'Did you mean --model?',
    ],
    [
      ['build', 'x.csv', '--out', 'o'],
      'bedrock-batch build needs --model and one of --prompt, --prompt-file, --messages, --map',
      'Give each\n        --model <id> ',
    ],
    [
      ['upload', '--to', 's3://b/'],
      'bedrock-batch upload needs <dataset>',
      'Give it\n        <dataset>  folder of the dataset',
    ],
    [
      ['jobs', 'list', '--page-size', '0'],
      '--page-size <number> cannot be "0": a whole number from 1 to 1000 is needed',
      'See bedrock-batch jobs list --help',
    ],
    [
      ['validate', 'x', '--quota', 'records=1'],
      'There is no quota "records"',
      'Use one of records-per-file',
    ],
    [
      ['validate', 'x', '--severity', 'JSONL_BON=off'],
      'did you mean JSONL_BOM?',
      'See bedrock-batch validate',
    ],
    [
      ['results', 'x', '--max-failed', '101%'],
      '--max-failed <number|percent> cannot be "101%": write a number of records, or a share',
      'See bedrock-batch results',
    ],
    [
      ['submit', 'x', '--role-arn', 'r', '--vpc-config', 'a,b'],
      '--vpc-config <structure> cannot be "a,b": "=" is expected at character 2, not ",b"',
      'See bedrock-batch submit',
    ],
    [
      ['submit', 'x', '--role-arn', 'r', '--tags', 'team'],
      '--tags <tag> cannot be "team": "=" is expected at character 5, not the end',
      'See bedrock-batch submit',
    ],
    [
      ['build', 'x', '--model', 'm', '--out', 'o', '--prompt', 'a', '--prompt-file', 'b'],
      '--prompt-file has no effect with --prompt',
      'Give one of the two',
    ],
    [
      ['run', 'x', '--model', 'm', '--out', 'o', '--prompt', 'a'],
      'bedrock-batch run needs --to and --role-arn',
      'Give each, or try it out with --local\n',
    ],
    [
      [
        'run',
        'package.json',
        '--model',
        'amazon.nova-lite-v1:0',
        '--out',
        'o',
        '--prompt',
        'a',
        ...LOCAL,
      ],
      '--to is "s3://b/", which Bedrock does not take as an S3 URI: the name of the bucket has 1 character',
      'Name a bucket: 3 to 63 lowercase letters',
    ],
    [
      ['validate', '-', 'x.jsonl', '--model', 'm'],
      'Stdin is one job of its own',
      'Validate it alone',
    ],
    [['explain', 'JSONL_BON'], 'There is no code "JSONL_BON"', 'Did you mean JSONL_BOM?'],
  ])('refuses %j', async (argv, message, hint) => {
    const { code, stdout, stderr } = await runMain(argv);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error {2}(USAGE|INVALID_OPTION)\n/);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`hint  ${hint}`);
  });

  it('prints an error as one JSON document where that is asked for', async () => {
    const wrong = await runMain(['build', '--json', '--nonsense']);
    const missing = await runMain(['validate', 'nothing.jsonl', '--model', 'm', '--json']);

    expect(wrong).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'USAGE' } });
    expect(JSON.parse(missing.stdout)).toMatchObject({
      error: { name: 'SourceError', code: 'SOURCE_NOT_FOUND', source: 'nothing.jsonl' },
    });
  });

  it('makes what it repeats of the command line harmless to print', async () => {
    const { stderr } = await runMain(['validate', 'a\u001b[31m.jsonl', '--model', 'm']);

    expect(stderr).toContain('"a\\u001b[31m.jsonl"');
    expect(stderr).not.toContain('\u001b');
  });

  it('shows the stack of an error that nobody foresaw, and says that it is a bug', async () => {
    const { code, stderr } = await runInto(() => {
      throw new TypeError('nobody foresaw this');
    });

    expect(code).toBe(3);
    expect(stderr).toContain('this is a bug in bedrock-batch');
    expect(stderr).toMatch(/TypeError: nobody foresaw this\n\s+at /);
  });

  it('takes a refusal of the machine for what it is', async () => {
    const { code, stderr } = await runInto(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        code: 'ENOSPC',
        syscall: 'write',
      });
    });

    expect(code).toBe(3);
    expect(stderr).toContain('This machine refused write: ENOSPC: no space left on device');
    expect(stderr).not.toContain('bug');
  });
});

/** Runs a command whose stdout does what the test says. */
async function runInto(write: () => boolean): Promise<{ code: number; stderr: string }> {
  const lines: string[] = [];
  const stderr = { write: (text: string) => lines.push(text) > 0 } as unknown as Terminal;
  const stdout = { write } as unknown as Terminal;
  const streams = { stdin: [] as never, stdout, stderr, env: {} };
  const code = await main(['quotas'], streams);
  return { code, stderr: lines.join('') };
}
