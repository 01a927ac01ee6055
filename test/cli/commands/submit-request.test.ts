import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { datasetPrefix, openDataset } from '../../../src/dataset/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const aws = useEmulator({ timeScale: 50, quotas: { minRecordsPerJob: 1 } });
const at = (name: string) => join(folder.path, name);
const MODEL = 'amazon.titan-embed-text-v2:0';
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
const ANSWER = ['--query', 'jobArn', '--output', 'text'];

async function build(name: string, ...flags: readonly string[]): Promise<string> {
  const built = await runMain([
    ...['build', at('films.csv'), '--out', at(name), '--model', MODEL, '--prompt', '{{title}}'],
    ...['--quota', 'min-records-per-job=1', ...flags],
  ]);
  expect(built).toMatchObject({ code: 0 });
  const uploaded = await aws.call('upload', at(name), '--to', 's3://data/in/');
  expect(uploaded).toMatchObject({ code: 0 });
  return `s3://data/in/${datasetPrefix((await openDataset(at(name))).manifest)}/`;
}

const submit = (...flags: readonly string[]) => aws.call('submit', ...flags);

describe('bedrock-batch submit with the AWS CLI’s forms', () => {
  beforeEach(() => writeFile(at('films.csv'), 'title\nJaws\nAlien\nHeat\n'));

  it('takes a whole request from a file: flags win over it, and it wins over the dataset', async () => {
    const uri = await build('one');
    const request = {
      jobName: 'from-json',
      roleArn: ROLE,
      inputDataConfig: { s3InputDataConfig: { s3Uri: `${uri}jobs/0000/` } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/results/' } },
      timeoutDurationInHours: 48,
      tags: [{ key: 'team', value: 'films' }],
    };
    await writeFile(at('request.json'), JSON.stringify(request));

    const ended = await submit(
      ...[at('one'), '--cli-input-json', `file://${at('request.json')}`],
      ...['--timeout-duration-in-hours', '72', ...ANSWER],
    );

    const [job] = aws.emulator.jobs();
    expect(ended.code).toBe(0);
    expect(ended.stdout).toBe(`${job?.jobArn}\n`);
    const got = await aws.call('jobs', 'get', job?.jobArn ?? '', '--output', 'json');
    expect(JSON.parse(got.stdout)).toMatchObject({
      jobName: 'from-json',
      modelId: expect.stringContaining(MODEL),
      timeoutDurationInHours: 72,
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/results/' } },
    });
  });

  it('takes YAML and the AWS CLI’s names of flags, and pays nothing twice by them', async () => {
    const uri = await build('one');
    const yaml = `roleArn: ${ROLE}\ninputDataConfig:\n  s3InputDataConfig: {s3Uri: '${uri}'}\n`;

    const first = await submit(at('one'), '--cli-input-yaml', yaml, ...ANSWER);
    const again = await submit(
      ...[at('one'), '--role-arn', ROLE, '--model-id', MODEL],
      ...['--input-data-config', `s3InputDataConfig={s3Uri=${uri}}`, ...ANSWER],
    );

    expect(first).toMatchObject({ code: 0 });
    expect(again).toMatchObject({ code: 0, stdout: first.stdout });
    expect(aws.emulator.jobs()).toHaveLength(1);
  });

  it('gives a list of answers where there are several jobs', async () => {
    await build('three', '--quota', 'records-per-job=1');

    const ended = await submit(
      ...[at('three'), '--to', 's3://data/in/', '--role-arn', ROLE],
      ...['--query', 'length([].jobArn)'],
    );

    expect(ended).toMatchObject({ code: 0, stdout: '3\n' });
  });

  it('refuses an input that has other records than the dataset', async () => {
    const uri = await build('one');
    const other = 's3InputDataConfig={s3Uri=s3://data/other/}';

    const elsewhere = await submit(at('one'), '--role-arn', ROLE, '--input-data-config', other);
    const twice = await submit(
      ...[at('one'), '--role-arn', ROLE, '--to', 's3://data/there/'],
      ...['--input-data-config', `s3InputDataConfig={s3Uri=${uri}}`],
    );

    expect(elsewhere).toMatchObject({ code: 2 });
    expect(elsewhere.stderr).toContain('The input of the request is "s3://data/other/"');
    expect(twice).toMatchObject({ code: 2 });
    expect(aws.emulator.jobs()).toEqual([]);
  });

  it('says which member of a request Bedrock would refuse', async () => {
    const refused = await submit('nowhere', '--cli-input-json', '{"jobName":"","roleArn":"x"}');
    const unknown = await submit('nowhere', '--cli-input-json', '{"jobname":"a"}');

    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('--job-name: jobName is 0 characters');
    expect(unknown.stderr).toContain('jobname is no member of the request');
  });

  it('shows a request to be filled in, and needs nothing for it', async () => {
    const json = await submit('--generate-cli-skeleton');
    const yaml = await submit('--generate-cli-skeleton', 'yaml-input');
    const answer = await submit('--generate-cli-skeleton', 'output');

    expect(JSON.parse(json.stdout)).toMatchObject({ jobName: '', roleArn: '' });
    expect(yaml.stdout).toContain("roleArn: '' # [REQUIRED]");
    expect(JSON.parse(answer.stdout)).toEqual({ jobArn: 'jobArn' });
  });

  it('names what is missing without one', async () => {
    const ended = await submit();

    expect(ended).toMatchObject({ code: 2 });
    expect(ended.stderr).toContain('<dataset>');
    expect(ended.stderr).toContain('--role-arn');
    expect(ended.stderr).toContain('one of --to, --input-data-config');
  });
});

describe('bedrock-batch jobs with --query and --output', () => {
  beforeEach(async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\nHeat\n');
    await build('three', '--quota', 'records-per-job=1');
    await submit(at('three'), '--to', 's3://data/in/', '--role-arn', ROLE);
  });

  it('prints of a list what the API answered, all pages as one', async () => {
    const list = (...flags: readonly string[]) => aws.call('jobs', 'list', ...flags);
    const all = await list('--page-size', '2', '--query', 'length(invocationJobSummaries)');
    const two = await list('--max-items', '2', '--output', 'json');
    const none = await list('--name-contains', 'nobody', '--output', 'json');

    expect(all).toMatchObject({ code: 0, stdout: '3\n' });
    expect(JSON.parse(two.stdout)).toMatchObject({ NextToken: expect.any(String) });
    expect(JSON.parse(none.stdout)).toEqual({ invocationJobSummaries: [] });
  });

  it('prints of a job the answer, of a dataset a list of them', async () => {
    const [job] = aws.emulator.jobs();
    const one = await aws.call('jobs', 'get', job?.jobArn ?? '', '--query', 'jobArn');
    const three = await aws.call('jobs', 'get', at('three'), '--query', '[].jobArn');

    expect(JSON.parse(one.stdout)).toBe(job?.jobArn);
    expect(JSON.parse(three.stdout)).toHaveLength(3);
  });

  it('refuses an expression before anything is asked, and --json beside it', async () => {
    const broken = await aws.call('jobs', 'list', '--query', '[');
    const both = await aws.call('jobs', 'list', '--query', '@', '--json');

    expect(broken).toMatchObject({ code: 2 });
    expect(broken.stderr).toContain('--query is no JMESPath expression');
    expect(both).toMatchObject({ code: 2 });
  });
});
