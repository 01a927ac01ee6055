import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { flagRulesOf } from '../../../src/cli/flags/flag-rules.ts';
import { makeProgram } from '../../../src/cli/program.ts';
import { Session, type Streams } from '../../../src/cli/session/session.ts';
import { runMain } from '../run-main.ts';

const LITE = 'amazon.nova-lite-v1:0';
const BUILD = ['x.csv', '--model', LITE, '--out', 'o'];
const SUBMIT = '--to s3://b/ --role-arn arn:aws:iam::123456789012:role/Batch';
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';

/** Flags that are idle without another one of rows, which is said first. */
const ALONE_IDLE = ['--max-invalid', '--seed'];

/** Flags of rows, with a value where they have one: they are idle where records are there already. */
const OF_ROWS: readonly string[] = [
  ...['--allow-unchecked', '--system a', '--allow-constant-prompt', '--max-tokens 5', '--set a=1'],
  ...['--id row', '--dedupe', '--row-schema a.ts', '--schema a.ts', '--on-invalid skip'],
  ...['--max-invalid 5', '--where a=1', '--limit 3', '--sample 3', '--seed 3', '--format csv'],
  ...['--encoding latin1', '--delimiter ;', '--header a', '--skip-lines 1', '--comment #'],
  ...['--ragged pad', '--pick a', '--keys-as a', '--below-minimum pad', '--quota record-bytes=5'],
  ...['--severity MODEL_ENDED=off', '--as-of 2026-01-01', '--max-diagnostics 3'],
];

/** Calls in which a flag does nothing, and the beginning of what is said. */
const IDLE: readonly (readonly [string, string])[] = [
  ...OF_ROWS.filter((flag) => !ALONE_IDLE.some((one) => flag.startsWith(one))).map(
    (flag): readonly [string, string] => [
      `estimate x --model ${LITE} ${flag}`,
      `${flag.split(' ')[0]} has no effect without --prompt`,
    ],
  ),
  ['estimate x --exact-records 20', '--exact-records has no effect without --exact or --tokenizer'],
  ['estimate x --exact --tokenizer', '--tokenizer has no effect with --exact'],
  [`run ${BUILD.join(' ')} --local --prompt a --exact`, '--exact has no effect with --local'],
  ...['--price-in 1', '--price-out 1', '--exact', '--tokenizer'].flatMap(
    (flag): readonly (readonly [string, string])[] => [
      [
        `submit x --to s3://b/c/ --role-arn r ${flag}`,
        `${flag.split(' ')[0]} has no effect without --max-cost or --dry-run`,
      ],
    ],
  ),
  ['estimate x --endpoint-url http://x', '--endpoint-url has no effect without --exact'],
  ['results x --format csv', '--format has no effect without --source'],
  ...['--index 1', '--with-record', '--accept-missing'].map((flag): readonly [string, string] => [
    `collect x --status ${flag}`,
    `${flag.split(' ')[0]} has no effect with --status`,
  ]),
  [
    'iam --to s3://b/ --role-arn r --format cdk --only role',
    '--only has no effect with --format cdk',
  ],
  ['doctor --output-uri s3://bucket/', '--output-uri has no effect without --to'],
  ['doctor --input-bucket-owner 123456789012', '--input-bucket-owner has no effect without --to'],
  ['doctor --output-bucket-owner 123456789012', '--output-bucket-owner has no effect without --to'],
  ['doctor --input-kms-key k', '--input-kms-key has no effect without --to'],
  ['doctor --output-kms-key k', '--output-kms-key has no effect without --to'],
  ['doctor --local --region us-east-1', '--region has no effect with --local'],
  ['results x --pick data.items', '--pick has no effect without --source'],
  ['results x --keys-as id', '--keys-as has no effect without --source'],
  ...['--sse AES256', '--expected-bucket-owner 123456789012', '--sign-payload'].map(
    (flag): readonly [string, string] => [
      `build ${BUILD.join(' ')} --prompt a ${flag}`,
      `${flag.split(' ')[0]} has no effect without --out in S3`,
    ],
  ),
  [
    `build ${BUILD.join(' ')} --prompt a --format csv --pick a`,
    '--pick has no effect with --format csv',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --format jsonl --keys-as id`,
    '--keys-as has no effect with --format jsonl',
  ],
  ['results x --encoding latin1', '--encoding has no effect without --source'],
  ['results x --delimiter ;', '--delimiter has no effect without --source'],
  ['results x --header a', '--header has no effect without --source'],
  ['results x --skip-lines 1', '--skip-lines has no effect without --source'],
  ['results x --ragged pad', '--ragged has no effect without --source'],
  [
    `build ${BUILD.join(' ')} --prompt a --format json --ragged pad`,
    '--ragged has no effect with --format json',
  ],
  [`build ${BUILD.join(' ')} --prompt a --seed 3`, '--seed has no effect without --sample'],
  [
    `build ${BUILD.join(' ')} --prompt a --max-invalid 5`,
    '--max-invalid has no effect without --on-invalid skip',
  ],
  ['results x --comment #', '--comment has no effect without --source'],
  [
    `build ${BUILD.join(' ')} --prompt a --format json --delimiter ;`,
    '--delimiter has no effect with --format json',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --format jsonl --header a`,
    '--header has no effect with --format jsonl',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --pick a --skip-lines 1`,
    '--skip-lines has no effect with --pick',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --format json --comment #`,
    '--comment has no effect with --format json',
  ],
  [
    'submit x --to s3://b/c/ --role-arn r --no-wait --poll-seconds 5',
    '--poll-seconds has no effect with --no-wait',
  ],
  [
    'submit x --to s3://b/c/ --role-arn r --dry-run --poll-seconds 5',
    '--poll-seconds has no effect with --dry-run',
  ],
  [
    'submit x --to s3://b/c/ --role-arn r --dry-run --no-wait',
    '--no-wait has no effect with --dry-run',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --poll-seconds 5`,
    '--poll-seconds has no effect with --local',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --dry-run --poll-seconds 5`,
    '--poll-seconds has no effect with --dry-run',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --canary-max-failed 1%`,
    '--canary-max-failed has no effect without --canary',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --dry-run --canary 1% --canary-max-failed 1%`,
    '--canary-max-failed has no effect with --dry-run',
  ],
  [`run ${BUILD.join(' ')} --prompt a --local --go-on`, '--go-on has no effect without --canary'],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --dry-run --canary 1% --go-on`,
    '--go-on has no effect with --dry-run',
  ],
  [`jobs wait ${ARN} --deadline 6h`, '--deadline has no effect without --then stop'],
  [`jobs wait ${ARN} --then stop`, '--then has no effect without --deadline'],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --detach --max-failed 1%`,
    '--max-failed has no effect with --detach',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --detach --dry-run`,
    '--dry-run has no effect with --local',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --detach --dry-run`,
    '--detach has no effect with --dry-run',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --max-invalid 5`,
    '--max-invalid has no effect without --on-invalid skip',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --to s3://b/c/ --role-arn r --max-invalid 5`,
    '--max-invalid has no effect without --on-invalid skip',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --order source`,
    '--order has no effect without --output',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --detach --output y.jsonl`,
    '--output has no effect with --detach',
  ],
  [
    'retry x --local --below-minimum on-demand --max-cost 5',
    '--max-cost has no effect with --below-minimum on-demand',
  ],
  ['results x --summary --output z.jsonl', '--output has no effect with --summary'],
  ['results x --summary --with-record', '--with-record has no effect with --summary'],
  ['results x --summary --source y.csv', '--source has no effect with --summary'],
  ['results x --price-in 1', '--price-in has no effect without --summary'],
  ['results x --price-out 1', '--price-out has no effect without --summary'],
  ['results x --retry y --summary', '--summary has no effect with --retry'],
  ['results x --retry y --output z.jsonl', '--output has no effect with --retry'],
  ['results x --retry y --order source', '--order has no effect with --retry'],
  ['results x --retry y --output-format csv', '--output-format has no effect with --retry'],
  ['results x --columns text', '--columns has no effect without --output-format csv'],
  [
    'results x -o y.csv --output-format jsonl --raw-cells',
    '--raw-cells has no effect without --output-format csv',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local --output-format csv`,
    '--output-format has no effect without --output',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a --local -o y.jsonl --bom`,
    '--bom has no effect without --output-format csv',
  ],
  ['results x --below-minimum pad', '--below-minimum has no effect without --retry'],
  ['results x --replace', '--replace has no effect without --retry'],
  ['results x --quota record-bytes=5', '--quota has no effect without --retry'],
  ['results x --retry y --source x.csv', '--source has no effect with --retry'],
  ['results x --retry y --with-record', '--with-record has no effect with --retry'],
  ['results x --retry y --failed-only', '--failed-only has no effect with --retry'],
  ['results x --retry y --partial', '--partial has no effect with --retry'],
  ['results x --retry y --max-failed 3', '--max-failed has no effect with --retry'],
  ['results x --retry y --incomplete-only', '--incomplete-only has no effect with --retry'],
  ['results x --retry y --max-incomplete 3', '--max-incomplete has no effect with --retry'],
  ['results x --retry-on length', '--retry-on has no effect without --retry'],
  ['results x --partial --max-incomplete 3', '--max-incomplete has no effect with --partial'],
  ['results x --partial --max-failed 3', '--max-failed has no effect with --partial'],
  ['results x --partial --accept-missing', '--accept-missing has no effect with --partial'],
  [`run ${BUILD.join(' ')} --local --prompt a --profile p`, '--profile has no effect with --local'],
  [
    `run ${BUILD.join(' ')} --local --prompt a --endpoint-url http://127.0.0.1:1`,
    '--endpoint-url has no effect with --local',
  ],
  [`run ${BUILD.join(' ')} --local --prompt a --dry-run`, '--dry-run has no effect with --local'],
  [
    `run ${BUILD.join(' ')} --local --prompt a --sse-kms-key-id k`,
    '--sse-kms-key-id has no effect without --sse aws:kms or --sse aws:kms:dsse',
  ],
  ['upload x --to s3://data/ --older-than 3', '--older-than has no effect without --clean'],
  ['upload x --to s3://data/ --dry-run', '--dry-run has no effect without --clean'],
  ['upload --clean --to s3://data/ --replace', '--replace has no effect with --clean'],
  ['upload --clean --to s3://data/ --sse AES256', '--sse has no effect with --clean'],
  ['upload --clean --to s3://data/ --sign-payload', '--sign-payload has no effect with --clean'],
  ['upload x --to s3://data/ --sse-kms-key-id k', '--sse-kms-key-id has no effect without --sse'],
  [
    'upload x --to s3://data/ --sse AES256 --sse-kms-key-id k',
    '--sse-kms-key-id has no effect without --sse aws:kms',
  ],
  [`build ${BUILD.join(' ')} --map m.ts --system s`, '--system has no effect with --map'],
  [`build ${BUILD.join(' ')} --map m.ts --prompt s`, '--prompt has no effect with --map'],
  [`build ${BUILD.join(' ')} --map m.ts --prompt-file s`, '--prompt-file has no effect with --map'],
  [`build ${BUILD.join(' ')} --map m.ts --messages {{a}}`, '--messages has no effect with --map'],
  [
    `build ${BUILD.join(' ')} --prompt a --messages {{a}}`,
    '--messages has no effect with --prompt',
  ],
  [
    `build ${BUILD.join(' ')} --messages {{a}} --allow-constant-prompt`,
    '--allow-constant-prompt has no effect with --messages',
  ],
  [
    `build ${BUILD.join(' ')} --prompt a --prompt-file s`,
    '--prompt-file has no effect with --prompt',
  ],
  [
    `build ${BUILD.join(' ')} --map m.ts --allow-constant-prompt`,
    '--allow-constant-prompt has no effect with --map',
  ],
  [`build ${BUILD.join(' ')} --map m.ts --set a=1`, '--set has no effect with --map'],
  [`build ${BUILD.join(' ')} --map m.ts --max-tokens 1`, '--max-tokens has no effect with --map'],
  [
    `build ${BUILD.join(' ')} --prompt a --base-model amazon.nova-pro-v1:0`,
    '--base-model has no effect with a --model that names its foundation model',
  ],
  ['validate x --profile p', '--profile has no effect without --live-quotas or --check-s3'],
  ['validate x --endpoint-url http://127.0.0.1:1', '--endpoint-url has no effect without'],
  ['validate - --threads 2', '--threads has no effect with stdin'],
  ['models --region us-east-1', '--region has no effect without --live'],
  ['quotas --region us-east-1', '--region has no effect without --live'],
  ['quotas --profile p', '--profile has no effect without --live'],
  [`quotas --base-model ${LITE}`, '--base-model has no effect without --model'],
  [`jobs get ${ARN} --run main`, '--run has no effect with the ARN or id of a job'],
  ['jobs wait abcdefghijkl --run main', '--run has no effect with the ARN or id of a job'],
  ...['--max-items 1', '--page-size 1', '--starting-token x'].map(
    (flag) =>
      [
        `jobs list-model-invocation-jobs ${flag} --no-paginate`,
        `${flag.split(' ')[0]} has no effect with --no-paginate`,
      ] as const,
  ),
  [
    'jobs list-model-invocation-jobs --cli-input-json {} --cli-input-yaml {}',
    '--cli-input-yaml has no effect with --cli-input-json',
  ],
  ['diff a b --all', '--all has no effect without --output-format'],
  ['plan --status --clean --out o', '--status has no effect with --clean'],
  [
    'run x.csv --model m --prompt a --out s3://b/x/ --local',
    '--local has no effect with --out in S3',
  ],
  [
    `run x.csv --model m --prompt a --out s3://b/x/ ${SUBMIT}`,
    '--to has no effect with --out in S3',
  ],
  [`submit s3://b/movies/ ${SUBMIT}`, '--to has no effect with a dataset in S3'],
  [`submit x ${SUBMIT} --model m --model-id m`, '--model-id has no effect with --model'],
  [
    `submit x ${SUBMIT} --output-uri s3://bucket/ --output-data-config s3OutputDataConfig={s3Uri=s3://bucket/}`,
    '--output-data-config has no effect with --output-uri',
  ],
  [`submit x ${SUBMIT} --dry-run --query @`, '--query has no effect with --dry-run'],
  [
    `run ${BUILD.join(' ')} --prompt a ${SUBMIT} --dry-run --answer json`,
    '--answer has no effect with --dry-run',
  ],
  [
    `run ${BUILD.join(' ')} --prompt a ${SUBMIT} --detach --answer-schema a.ts`,
    '--answer-schema has no effect with --detach',
  ],
  [`jobs stop ${ARN} --run main`, '--run has no effect with the ARN or id of a job'],
];

const SAID_AS_JSON: readonly (readonly [string, string])[] = [
  ['jobs list-model-invocation-jobs --json --output text', '--output has no effect with --json'],
  ['validate x --json --reporter compact', '--reporter has no effect with --json'],
  [
    `run ${BUILD.join(' ')} --prompt a --local --json --output -`,
    '--json has no effect with --output -',
  ],
];

describe('a flag that does nothing', () => {
  it.each(SAID_AS_JSON)('is refused: %s', async (line, message) => {
    const { code, stdout } = await runMain(line.split(' '));

    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(message),
    });
  });

  it.each(IDLE)('is refused: %s', async (line, message) => {
    const { code, stdout, stderr } = await runMain(line.split(' '));

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`USAGE\n  ${message}`);
    expect(stderr).toMatch(/\n {2}hint {2}\S/);
  });

  it('is not one that a call without the flag in its way has', async () => {
    const { stderr } = await runMain(['quotas', '--model', LITE, '--base-model', LITE]);

    expect(stderr).toBe('');
  });
});

describe('the rules of flags', () => {
  const commands = allCommands(
    makeProgram(new Session({ stdout: {}, stderr: {} } as unknown as Streams), []),
  );
  const rules = commands.flatMap((command) =>
    flagRulesOf(command).map((rule) => ({ command, rule })),
  );

  it.each(rules)('name flags that $command._name has: $rule.flags', ({ command, rule }) => {
    const known = command.options.map(({ long }) => long);
    const conditions = [...(rule.onlyWith ?? []), ...(rule.notWith ?? [])];
    const named = conditions.flatMap((one) => (typeof one === 'string' ? [one] : []));

    expect(known).toEqual(expect.arrayContaining([...rule.flags]));
    for (const flag of named.filter((name) => name !== '-'))
      expect(known).toContain(flag.split(' ')[0]);
  });

  it.each(rules)('are each met above: $command._name $rule.flags', ({ rule }) => {
    for (const flag of rule.flags)
      expect([...IDLE, ...SAID_AS_JSON].some(([, said]) => said.startsWith(`${flag} `))).toBe(true);
  });
});

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

describe('what a command cannot do without', () => {
  it('is named together, each with what it is', async () => {
    const { code, stderr } = await runMain(['run', 'x.csv']);

    expect(code).toBe(2);
    expect(stderr).toContain(
      'bedrock-batch run needs --to, --role-arn, --model, --out and one of --prompt, --prompt-file, --messages, --map',
    );
    for (const flag of ['--to <s3 uri>', '--role-arn <arn>', '--model <id>', '--out <folder>'])
      expect(stderr).toMatch(new RegExp(`^ {8}${flag} +\\w`, 'm'));
    expect(stderr).toContain(
      'or try it out with --local; a dataset needs no prompt, but there is none at "x.csv"',
    );
  });

  it('is less with --local', async () => {
    const { stderr } = await runMain(['run', 'x.csv', '--local']);

    expect(stderr).toContain('run needs --model, --out and one of');
    expect(stderr).not.toContain('--role-arn');
  });

  it.each([
    [
      ['build'],
      'build needs <sources>, --model, --out and one of --prompt, --prompt-file, --messages, --map',
    ],
    [['upload'], 'upload needs <dataset> and --to'],
    [['submit'], 'submit needs <dataset>, --role-arn and one of --to, --input-data-config'],
    [['validate'], 'validate needs <path>'],
    [['results'], 'results needs <dataset>'],
    [['explain'], 'explain needs <code>'],
    [['jobs', 'wait'], 'jobs wait needs <job>'],
  ])('is asked of %j', async (argv, message) => {
    const { code, stderr } = await runMain(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(`bedrock-batch ${message}\n`);
  });
});
