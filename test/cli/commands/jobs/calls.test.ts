import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const folder = useTemporaryFolder();
const aws = useEmulator({ timeScale: 50, quotas: { minRecordsPerJob: 1 } });
const JSON_INPUT = {
  roleArn: 'arn:aws:iam::123456789012:role/Batch',
  modelId: 'amazon.titan-embed-text-v2:0',
  inputDataConfig: { s3InputDataConfig: { s3InputFormat: 'JSONL', s3Uri: 's3://data/in/' } },
  outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/out/' } },
};
const FLAGS = [
  ...['--role-arn', JSON_INPUT.roleArn, '--model-id', JSON_INPUT.modelId],
  ...['--input-data-config', 's3InputDataConfig={s3InputFormat=JSONL,s3Uri=s3://data/in/}'],
  ...['--output-data-config', 's3OutputDataConfig={s3Uri=s3://data/out/}'],
];

function jobs(call: string, ...flags: readonly string[]) {
  return aws.call('jobs', `${call}-model-invocation-job${call === 'list' ? 's' : ''}`, ...flags);
}

async function create(...flags: readonly string[]): Promise<string> {
  const ended = await jobs('create', ...flags, '--query', 'jobArn', '--output', 'text');
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return ended.stdout.trim();
}

describe('the calls of the API below jobs', () => {
  it('creates a job, the same one for the same request, and shows it as the API has it', async () => {
    const arn = await create(
      '--job-name',
      'one',
      ...FLAGS,
      '--tags',
      'key=a,value=b',
      'key=c,value=',
    );
    const again = await create(
      '--job-name',
      'one',
      ...FLAGS,
      '--tags',
      'key=a,value=b',
      'key=c,value=',
    );
    const got = await jobs('get', '--job-identifier', arn);

    expect(again).toBe(arn);
    expect(got.code).toBe(0);
    expect(got.stdout).toContain(`{\n    "jobArn": "${arn}",\n    "jobName": "one",\n`);
    expect(JSON.parse(got.stdout)).toMatchObject({
      ...JSON_INPUT,
      submitTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?\+00:00$/),
    });
    expect(aws.emulator.jobs()).toHaveLength(1);
  });

  it('takes the request as JSON or YAML, also from files; flags win', async () => {
    const path = join(folder.path, 'request.yaml');
    await writeFile(
      path,
      `jobName: yaml # a name\nmodelId: ${JSON_INPUT.modelId}\nroleArn: ${JSON_INPUT.roleArn}\ninputDataConfig:\n  s3InputDataConfig: {s3Uri: 's3://data/in/'}\noutputDataConfig:\n  s3OutputDataConfig: {s3Uri: 's3://data/out/'}\n`,
    );
    const json = JSON.stringify({ ...JSON_INPUT, jobName: 'json' });

    const arns = [
      await create('--cli-input-json', json),
      await create('--cli-input-yaml', `file://${path}`),
      await create('--cli-input-yaml', `file://${path}`, '--job-name', 'flag'),
    ];

    const listed = await jobs(
      'list',
      '--query',
      'invocationJobSummaries[].jobName',
      '--output',
      'text',
    );
    expect(new Set(arns).size).toBe(3);
    expect(listed.stdout.trim().split('\t').toSorted()).toEqual(['flag', 'json', 'yaml']);
  });

  it('goes through a list as the AWS CLI does, and on from its token', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await create('--job-name', name, ...FLAGS);
    const names = async (...flags: readonly string[]) => {
      const { stdout } = await jobs('list', '--sort-order', 'Ascending', ...flags);
      const { invocationJobSummaries, ...rest } = JSON.parse(stdout) as {
        readonly invocationJobSummaries: readonly { readonly jobName: string }[];
        readonly NextToken?: string;
        readonly nextToken?: string;
      };
      return { ...rest, names: invocationJobSummaries.map(({ jobName }) => jobName).join('') };
    };

    const first = await names('--max-items', '3', '--page-size', '2');
    const rest = await names('--starting-token', first.NextToken ?? '', '--page-size', '2');
    const page = await names('--max-results', '2');

    expect(first.names).toBe('abc');
    expect(rest).toEqual({ names: 'de' });
    expect(page.names).toBe('ab');
    expect((await names('--next-token', page.nextToken ?? '')).names).toBe('cde');
    expect((await names('--no-paginate')).names).toBe('abcde');
    expect((await names('--max-items', '4', '--page-size', '2')).NextToken).not.toContain('trunc');
  });

  it('lists the tags of a job, which jobs get shows where it is asked for them', async () => {
    const arn = await create('--job-name', 'one', ...FLAGS, '--tags', 'key=team,value=films');

    const tags = await aws.call('jobs', 'list-tags-for-resource', '--resource-arn', arn);
    const shown = await aws.call('jobs', 'get', arn, '--tags');
    const json = await aws.call('jobs', 'get', arn, '--tags', '--json');
    const without = await aws.call('jobs', 'get', arn);

    expect(JSON.parse(tags.stdout)).toEqual({ tags: [{ key: 'team', value: 'films' }] });
    expect(shown.stdout).toMatch(/tags +team=films/);
    expect(JSON.parse(json.stdout)).toMatchObject({ tags: [{ key: 'team', value: 'films' }] });
    expect(without.stdout).not.toContain('tags');
  });

  it('stops a job, and says nothing of it', async () => {
    const arn = await create('--job-name', 'one', ...FLAGS);

    expect(await jobs('stop', '--job-identifier', arn)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const { stdout } = await jobs('get', '--job-identifier', arn, '--query', 'status');
    expect(stdout).toMatch(/^"Stop(?:ping|ped)"\n$/);
  });

  it('prints an answer as text, table and YAML, and what JMESPath finds', async () => {
    const arn = await create('--job-name', 'one', ...FLAGS);
    const print = async (...flags: readonly string[]) => (await jobs('list', ...flags)).stdout;

    const text = await print('--output', 'text');
    expect(text).toContain('INVOCATIONJOBSUMMARIES\t');
    expect(text).toContain('\nS3INPUTDATACONFIG\tJSONL\ts3://data/in/\n');
    expect(await print('--output', 'table')).toMatch(/^jobArn .*\n.*model-invocation-job/);
    expect(await print('--output', 'yaml')).toContain(
      `invocationJobSummaries:\n  - jobArn: ${arn}\n`,
    );
    const query = 'invocationJobSummaries[?jobName==`one`].[jobName,modelId]';
    expect(await print('--query', query, '--output', 'text')).toBe(`one\t${JSON_INPUT.modelId}\n`);
    expect(await print('--query', 'length(invocationJobSummaries)')).toBe('1\n');
    expect(await print('--query', 'nothing')).toBe('null\n');
    const unfit = await jobs('list', '--query', 'length(nothing)');
    expect(unfit.code).toBe(2);
    expect(unfit.stderr).toContain('the call was made');
    expect(await print('--query', 'nothing', '--output', 'text')).toBe('None\n');
  });

  it('prints the answer of the API once a job that is waited for has ended', async () => {
    const arn = await create('--job-name', 'one', ...FLAGS);
    const wait = (...flags: readonly string[]) =>
      aws.call('jobs', 'wait', arn, '--poll-seconds', '1', ...flags);

    const text = await wait('--query', '[jobName,status]', '--output', 'text');
    const yaml = await wait('--output', 'yaml');
    const unfit = await wait('--query', 'a[');
    const both = await wait('--query', 'status', '--json');

    const { stdout: status } = await jobs('get', '--job-identifier', arn, '--query', 'status');
    expect(text).toMatchObject({ code: 4, stdout: `one\t${JSON.parse(status)}\n` });
    expect(yaml.stdout).toMatch(/^jobArn: arn:aws:bedrock:/);
    expect(unfit).toMatchObject({ code: 2, stdout: '' });
    expect(both.code).toBe(2);
    expect(both.stdout).toContain('--json has no effect with --query');
  });

  it.each([
    ['create', [], 'needs --job-name, --role-arn, --model-id, --input-data-config, --output-data-'],
    ['create', ['--cli-input-json', '{"jobname":1}'], 'needs --job-name'],
    ['create', ['--cli-input-json', '[]'], '--cli-input-json cannot be read: It is no object'],
    ['create', ['--cli-input-json', '{'], '--cli-input-json cannot be read: It is no JSON'],
    ['create', ['--cli-input-yaml', 'a: [b'], '--cli-input-yaml cannot be read: It is no YAML at'],
    ['create', ['--job-name', '-', ...FLAGS], '--job-name: jobName is "-", and Bedrock takes'],
    [
      'create',
      ['--input-data-config', 's3InputDataConfig={}'],
      'inputDataConfig.s3InputDataConfig.s3Uri is missing',
    ],
    ['get', ['--job-identifier', 'x'], '--job-identifier: jobIdentifier is "x", and Bedrock takes'],
    ['get', ['--job-identifier', 'abcdefghijkl', '--query', 'a['], '--query is no JMESPath'],
    ['list', ['--cli-input-json', '{"foo":1}'], 'foo is no member of the request'],
    ['list', ['--max-results', 'many'], '--max-results <integer> cannot be "many"'],
    ['list', ['--submit-time-after', 'soon'], 'a time is needed'],
    ['list', ['--starting-token', 'x'], '--starting-token is no token'],
  ])('refuses %s %j', async (call, flags, message) => {
    const ended = await jobs(call, ...flags);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr.replaceAll(/\s+/g, ' ')).toContain(message);
    expect(aws.emulator.jobs()).toEqual([]);
  });
});

describe('--generate-cli-skeleton', () => {
  const print = async (call: string, ...form: readonly string[]) =>
    (await runMain(['jobs', call, '--generate-cli-skeleton', ...form])).stdout;

  it('prints a request to be filled in, which needs nothing', async () => {
    expect(JSON.parse(await print('create-model-invocation-job'))).toEqual({
      jobName: '',
      roleArn: '',
      clientRequestToken: '',
      modelId: '',
      inputDataConfig: {
        s3InputDataConfig: { s3InputFormat: 'JSONL', s3Uri: '', s3BucketOwner: '' },
      },
      outputDataConfig: {
        s3OutputDataConfig: { s3Uri: '', s3EncryptionKeyId: '', s3BucketOwner: '' },
      },
      vpcConfig: { subnetIds: [''], securityGroupIds: [''] },
      timeoutDurationInHours: 0,
      tags: [{ key: '', value: '' }],
      modelInvocationType: 'InvokeModel',
    });
    expect(await print('list-model-invocation-jobs')).toContain(
      '    "submitTimeAfter": "1970-01-01T00:00:00",\n',
    );
  });

  it('prints it as YAML with what is required, and a sample of the answer', async () => {
    const yaml = await print('create-model-invocation-job', 'yaml-input');
    const output = JSON.parse(await print('get-model-invocation-job', 'output')) as object;

    expect(yaml).toContain("jobName: '' # [REQUIRED]\n");
    expect(yaml).toContain(
      'modelInvocationType: InvokeModel # Valid values are: InvokeModel, Converse.',
    );
    expect(yaml).toContain("      s3Uri: '' # [REQUIRED]\n".slice(2));
    expect(output).toMatchObject({ jobArn: 'jobArn', totalRecordCount: 0 });
    expect(Object.keys(output)).toHaveLength(20);
    expect(await print('stop-model-invocation-job', 'output')).toBe('{}\n');
  });
});
