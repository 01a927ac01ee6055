import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';
import { useEmulator } from './with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const TO = ['--to', 's3://data/batch/'];
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');

const aws = useEmulator({
  timeScale: 50,
  seed: 3,
  quotas: { minRecordsPerJob: 1 },
  answer: ({ recordId }) =>
    recordId === '7' ? { error: { errorCode: 500, errorMessage: 'no luck' } } : undefined,
});
const { call } = aws;

async function source(rows = 12): Promise<string> {
  const path = join(folder.path, 'texts.csv');
  const lines = Array.from({ length: rows }, (_, index) => `${index + 1},text ${index + 1}`);
  await writeFile(path, `id,text\n${lines.join('\n')}\n`);
  return path;
}

async function build(): Promise<void> {
  const argv = [
    'build',
    await source(),
    '--model',
    MODEL,
    '--prompt',
    '{{text}}',
    '--id',
    '{{id}}',
  ];
  const ended = await runMain([...argv, '--out', out(), '--quota', 'min-records-per-job=1']);
  expect(ended.code).toBe(0);
}

async function submit(): Promise<string> {
  await build();
  expect((await call('upload', out(), ...TO)).code).toBe(0);
  const { code, stdout } = await call('submit', out(), ...TO, ...ROLE);
  expect(code).toBe(0);
  // the first look finds the job ended: the second one would come 10 seconds later
  await aws.emulator.advance(60_000);
  return stdout.trim();
}

describe('stage by stage', () => {
  it('uploads, and sends nothing twice', async () => {
    await build();

    const first = await call('upload', out(), ...TO, '--json');
    const second = await call('upload', out(), ...TO, '--json');
    const plain = await call('upload', out(), ...TO);

    expect(JSON.parse(first.stdout)).toMatchObject({ shards: [{ status: 'uploaded' }] });
    expect(JSON.parse(second.stdout)).toMatchObject({
      bytesSent: 0,
      shards: [{ status: 'present' }],
    });
    expect(plain.stdout).toMatch(/^s3:\/\/data\/batch\/texts-[0-9a-f]{12}\/\n$/);
  });

  it('submits what was uploaded, waits, and gives one outcome for each record', async () => {
    const arn = await submit();

    const again = await call('submit', out(), ...TO, ...ROLE);
    const waited = await call('jobs', 'wait', out());
    const results = await call('results', out(), '--source', join(folder.path, 'texts.csv'));
    const outcomes = results.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(arn).toMatch(
      /^arn:aws:bedrock:us-east-1:123456789012:model-invocation-job\/[a-z0-9]{12}$/,
    );
    expect(again.stdout.trim()).toBe(arn);
    expect(waited).toMatchObject({ code: 0, stdout: `${arn} Completed 12 of 12, 1 failed\n` });
    expect(outcomes).toHaveLength(12);
    expect(outcomes.find(({ recordId }) => recordId === '7')).toMatchObject({
      status: 'failed',
      error: { code: '500', retryable: true },
      row: { id: '7', text: 'text 7' },
    });
    expect(results.code).toBe(4);
    expect(results.stderr).toContain('12 records: 11 succeeded, 1 failed; ');
  });

  it('forgives as many failures as --max-failed says', async () => {
    await submit();
    await call('jobs', 'wait', out(), '--quiet');
    const codeOf = async (most: string) =>
      (await call('results', out(), '--max-failed', most)).code;

    expect(await codeOf('1')).toBe(0);
    expect(await codeOf('9%')).toBe(0);
    expect(await codeOf('8%')).toBe(4);
  });

  it('prints only what did not succeed, with its record, where that is asked for', async () => {
    await submit();
    await call('jobs', 'wait', out());

    const { stdout } = await call('results', out(), '--failed-only', '--with-record');

    expect(JSON.parse(stdout)).toMatchObject({ recordId: '7', record: { recordId: '7' } });
  });

  it('builds the dataset of what is worth trying again', async () => {
    await submit();
    await call('jobs', 'wait', out());
    const retry = join(folder.path, 'retry');

    const ended = await call('results', out(), '--retry', retry);

    expect(ended).toMatchObject({ code: 0, stdout: `${retry}\n` });
    expect(await readFile(join(retry, 'jobs/0000/shard-00000.jsonl'), 'utf8')).toMatch(
      /^\{"recordId":"7",[^\n]+\n$/,
    );
  });

  it('lists, gets and stops jobs by ARN', async () => {
    const arn = await submit();
    const name = aws.emulator.jobs()[0]?.jobName ?? '';

    const listed = await call('jobs', 'list', '--name-contains', name.slice(0, 12));
    const none = await call('jobs', 'list', '--name-contains', 'nobody');
    const got = await call('jobs', 'get', arn);
    const json = await call('jobs', 'get', out(), '--json');
    await call('jobs', 'wait', arn, '--quiet');
    const stopped = await call('jobs', 'stop', arn);

    expect(listed.stdout).toContain(arn);
    expect(none).toMatchObject({ code: 0, stdout: '', stderr: 'No jobs\n' });
    expect(got.stdout).toMatch(new RegExp(`^jobArn +${arn}\n`));
    expect(JSON.parse(json.stdout)).toMatchObject([{ jobArn: arn, modelId: MODEL }]);
    expect(stopped.stdout).toBe(`${arn} had ended already (Completed)\n`);
  });

  it('prints the exact requests with --dry-run, and sends nothing', async () => {
    await build();

    const { code, stdout } = await call(
      ...[
        'submit',
        out(),
        ...TO,
        ...ROLE,
        '--dry-run',
        '--job-name',
        'films',
        '--tags',
        'team=a=b',
      ],
      ...[
        '--timeout-duration-in-hours',
        '48',
        '--vpc-config',
        '{"subnetIds":["s"],"securityGroupIds":["g"]}',
      ],
      ...['--output-uri', 's3://data/elsewhere/', '--output-kms-key', 'alias/k', '--run', 'second'],
      ...['--input-bucket-owner', '111122223333', '--output-bucket-owner', '444455556666'],
    );

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      run: 'second',
      jobs: [
        {
          step: 'create',
          request: {
            jobName: 'films',
            timeoutDurationInHours: 48,
            tags: [{ key: 'team', value: 'a=b' }],
            vpcConfig: { subnetIds: ['s'], securityGroupIds: ['g'] },
            inputDataConfig: { s3InputDataConfig: { s3BucketOwner: '111122223333' } },
            outputDataConfig: {
              s3OutputDataConfig: {
                s3Uri: 's3://data/elsewhere/',
                s3EncryptionKeyId: 'alias/k',
                s3BucketOwner: '444455556666',
              },
            },
          },
        },
      ],
    });
    expect(aws.emulator.jobs()).toEqual([]);
  });

  it('takes the forms of the AWS CLI: the same request in shorthand, in JSON and from files', async () => {
    await build();
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder.path, name), text);
      return `file://${join(folder.path, name)}`;
    };
    const asked = async (...flags: readonly string[]): Promise<unknown> => {
      const ended = await call('submit', ...flags, out(), ...TO, '--dry-run');
      expect(ended).toMatchObject({ code: 0 });
      return JSON.parse(ended.stdout);
    };
    const short = ['--tags', 'key=team,value=films', "key='a b',value=1"];
    const network = ['--vpc-config', 'subnetIds=s,t,securityGroupIds=g'];
    const json = '[{"key":"team","value":"films"},{"key":"a b","value":"1"}]';

    const shorthand = await asked(...ROLE, ...network, ...short);

    expect(shorthand).toMatchObject({
      jobs: [
        {
          request: {
            tags: JSON.parse(json) as unknown,
            vpcConfig: { subnetIds: ['s', 't'], securityGroupIds: ['g'] },
          },
        },
      ],
    });
    const vpc = await file('vpc.json', '{"subnetIds":["s","t"],"securityGroupIds":["g"]}');
    const role = await file('role.txt', `${ROLE[1]}\n`);
    const files = ['--role-arn', role, '--vpc-config', vpc];
    expect(await asked(...files, '--tags', json)).toEqual(shorthand);
    expect(await asked(...files, '--tags', await file('tags', `${json}\n`))).toEqual(shorthand);
    const value = await file('value', 'films\n');
    const mixed = ['--tags', `key=team,value@=${value}`, '--tags', 'a b=1'];
    expect(await asked(...ROLE, ...network, ...mixed)).toEqual(shorthand);
  });

  it('submits nothing that is not uploaded', async () => {
    await build();

    const ended = await call('submit', out(), ...TO, ...ROLE);
    const nowhere = await call('submit', out(), ...ROLE);

    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('S3_OBJECT_NOT_FOUND');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('submit needs one of --to, --input-data-config');
    expect(aws.emulator.jobs()).toEqual([]);
  });

  it.each([
    ['a bucket that is not there', ['upload', '--to', 's3://nowhere/x/'], 3, 'S3_BUCKET_NOT_FOUND'],
    [
      'a URI that Bedrock does not take',
      ['upload', '--to', 's3://data/dt=1/'],
      2,
      'INVALID_OPTION',
    ],
    [
      'a timeout out of range',
      ['submit', ...TO, ...ROLE, '--dry-run', '--timeout-duration-in-hours', '12'],
      2,
      'INVALID_OPTION',
    ],
    ['a run that was never begun', ['results'], 2, 'RUN_NOT_FOUND'],
  ])('refuses %s', async (_what, [command = '', ...flags], code, error) => {
    await build();

    const ended = await call(command, out(), ...flags);

    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(error);
  });

  it('tells wrong credentials from anything else', async () => {
    await build();
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');

    const ended = await call('upload', out(), ...TO);

    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('S3_CREDENTIALS');
  });
});

describe('bedrock-batch run', () => {
  const flags = (path: string) => [
    ...['run', path, '--model', MODEL, '--prompt', '{{text}}', '--id', '{{id}}', '--out', out()],
    ...['--quota', 'min-records-per-job=1'],
  ];

  it('runs against the embedded emulator, and pays nothing twice', async () => {
    const argv = [...flags(await source()), '--local', '--json', '--quiet'];

    const first = await runMain(argv);
    const second = await runMain(argv);
    const results = await runMain(['results', out(), '--run', 'local']);
    const [one, two] = [first, second].map(({ stdout }) => JSON.parse(stdout));

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(one).toMatchObject({
      run: 'local',
      target: { endpoint: 'local' },
      datasetReused: false,
      totals: { records: 12, counts: { succeeded: 12 } },
    });
    expect(two).toMatchObject({ datasetReused: true, jobs: one.jobs, totals: one.totals });
    expect(results.stdout.trim().split('\n')).toHaveLength(12);
    expect(aws.emulator.jobs()).toEqual([]);
  });

  it('does everything anew against another endpoint, says what it came to, and prints the paths', async () => {
    const argv = flags(await source());
    await runMain([...argv, '--local', '--quiet']);

    const ended = await call(...argv, ...TO, ...ROLE);
    const path = ended.stdout.trim();

    expect(ended.code).toBe(4);
    expect(aws.emulator.jobs()).toHaveLength(1);
    expect(path).toBe(join(out(), 'runs/main/outcomes/0000.jsonl'));
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(12);
    expect(ended.stderr).toMatch(/^records {3}12 records in 1 shard, 1 job$/m);
    expect(ended.stderr).toMatch(/^outcomes {2}11 succeeded, 1 failed$/m);
    expect(ended.stderr).toMatch(/^tokens {4}\d+ tokens in, \d+ out$/m);
    expect(ended.stderr).toMatch(/^time {6}build \d+\.\d s, validate .* results \d+\.\d s$/m);
  }, 60_000);

  it('plans with --dry-run, and sends nothing', async () => {
    const ended = await call(...flags(await source()), ...TO, ...ROLE, '--dry-run');

    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      inputUri: expect.stringMatching(/^s3:\/\/data\/batch\/texts-[0-9a-f]{12}\/$/),
      jobs: [{ step: 'create', request: { modelId: MODEL } }],
    });
    expect(aws.emulator.jobs()).toEqual([]);
  });

  it('takes its rows from stdin, which it does not join', async () => {
    const argv = [...flags('-'), '--local', '--format', 'jsonl', '--quiet'];

    const ended = await runMain(argv, { stdin: '{"id":"a","text":"Hello"}\n' });

    expect(ended.code).toBe(0);
    expect(JSON.parse(await readFile(ended.stdout.trim(), 'utf8'))).toMatchObject({
      recordId: 'a',
      status: 'succeeded',
    });
  });
});

describe('bedrock-batch emulator', () => {
  it('prints its endpoint and what a shell evaluates, and ends when it is interrupted', async () => {
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(), 300);

    const ended = await runMain(['emulator', '--data', join(folder.path, 'data')], {
      signal: interruption.signal,
    });

    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(
      /^# (http:\/\/127\.0\.0\.1:\d+)\nexport AWS_ENDPOINT_URL_S3=\1\nexport AWS_ENDPOINT_URL_BEDROCK=\1\nexport AWS_ENDPOINT_URL_BEDROCK_RUNTIME=\1\nexport AWS_ENDPOINT_URL_SERVICE_QUOTAS=\1\nexport AWS_ACCESS_KEY_ID=test\nexport AWS_SECRET_ACCESS_KEY=test\nexport AWS_REGION=us-east-1\nexport AWS_DEFAULT_REGION=us-east-1\nexport AWS_USE_FIPS_ENDPOINT=false\nexport AWS_USE_DUALSTACK_ENDPOINT=false\nunset AWS_BEARER_TOKEN_BEDROCK AWS_PROFILE AWS_SESSION_TOKEN\n$/,
    );
  });

  it('refuses a port that is taken', async () => {
    const ended = await runMain(['emulator', '--port', new URL(aws.emulator.endpoint).port]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('Choose another port, or 0 for a free one');
  });
});
