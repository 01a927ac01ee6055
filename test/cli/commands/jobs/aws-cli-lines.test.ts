import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { useEmulator } from '../../with-emulator.ts';

const folder = useTemporaryFolder();
const aws = useEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });

const ROLE = 'arn:aws:iam::123456789012:role/BatchRole';
const MODEL = 'amazon.titan-embed-text-v2:0';
const JSON_INPUT = '{"s3InputDataConfig": {"s3Uri": "s3://data/in/"}}';
const JSON_OUTPUT = '{"s3OutputDataConfig": {"s3Uri": "s3://data/out/"}}';

/** Splits a line as a shell does that expands nothing. */
function wordsOf(line: string): readonly string[] {
  const words = line.replaceAll('\\\n', ' ').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** Runs a line of the AWS CLI with `aws bedrock` replaced. */
function run(line: string) {
  const [program, service, ...words] = wordsOf(line);
  expect([program, service]).toEqual(['aws', 'bedrock']);
  return aws.call('jobs', ...words);
}

const required = (name: string) =>
  `aws bedrock create-model-invocation-job --job-name ${name} --role-arn ${ROLE} --model-id ${MODEL}`;

/** Requests of create as AWS's documents and their readers write them: JSON, shorthand, both, files, skeletons filled in. */
const CREATES: readonly (readonly [string, string])[] = [
  [
    'JSON in quotes',
    `${required('json')} \\\n  --input-data-config '${JSON_INPUT}' \\\n  --output-data-config '${JSON_OUTPUT}'`,
  ],
  [
    'shorthand with a structure in a structure',
    `${required('shorthand')} --input-data-config "s3InputDataConfig={s3Uri=s3://data/in/}" --output-data-config "s3OutputDataConfig={s3Uri=s3://data/out/}"`,
  ],
  [
    'shorthand with all members',
    `${required('members')} --input-data-config s3InputDataConfig={s3InputFormat=JSONL,s3Uri=s3://data/in/,s3BucketOwner=123456789012} --output-data-config s3OutputDataConfig={s3Uri=s3://data/out/,s3EncryptionKeyId=arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab,s3BucketOwner=123456789012}`,
  ],
  [
    'lists, tags, and all that is optional',
    `${required('optional')} --input-data-config '${JSON_INPUT}' --output-data-config '${JSON_OUTPUT}' \\\n --vpc-config subnetIds=subnet-0a1b2c3d,subnet-4e5f6a7b,securityGroupIds=sg-0a1b2c3d --timeout-duration-in-hours 72 --tags key=team,value=films key=cost,value=17 --client-request-token 0a1b2c3d --model-invocation-type InvokeModel`,
  ],
  [
    'lists as JSON',
    `${required('lists')} --input-data-config '${JSON_INPUT}' --output-data-config '${JSON_OUTPUT}' --vpc-config '{"subnetIds":["subnet-0a1b2c3d"],"securityGroupIds":["sg-0a1b2c3d"]}' --tags '[{"key":"team","value":"films"}]'`,
  ],
  [
    'values in files',
    `${required('files')} --input-data-config file://FOLDER/input.json --output-data-config file://FOLDER/output.json`,
  ],
  [
    'a whole request in a file',
    'aws bedrock create-model-invocation-job --cli-input-json file://FOLDER/request.json',
  ],
  [
    'the same as YAML',
    'aws bedrock create-model-invocation-job --cli-input-yaml file://FOLDER/request.yaml',
  ],
];

describe('lines of the AWS CLI with aws bedrock replaced by bedrock-batch jobs', () => {
  beforeEach(async () => {
    const input = {
      inputDataConfig: JSON.parse(JSON_INPUT),
      outputDataConfig: JSON.parse(JSON_OUTPUT),
    };
    const request = { jobName: 'request', roleArn: ROLE, modelId: MODEL, ...input };
    const put = (name: string, text: string) => writeFile(join(folder.path, name), text);
    await put('input.json', JSON_INPUT);
    await put('output.json', JSON_OUTPUT);
    await put('request.json', JSON.stringify(request));
    await put(
      'request.yaml',
      `jobName: yaml\nroleArn: ${ROLE}\nmodelId: ${MODEL}\ninputDataConfig: ${JSON_INPUT}\noutputDataConfig: ${JSON_OUTPUT}\n`,
    );
  });

  it.each(CREATES)('create a job: %s', async (_, line) => {
    const there = line.replaceAll('FOLDER', folder.path);

    const created = await run(`${there} --query jobArn --output text`);

    expect(created).toMatchObject({ code: 0, stderr: '' });
    const [job] = aws.emulator.jobs();
    expect(`${job?.jobArn}\n`).toBe(created.stdout);
  });

  it('get, list and stop it, in all forms of an answer', async () => {
    const [, first = ''] = CREATES[0] ?? [];
    const arn = (await run(`${first} --query jobArn --output text`)).stdout.trim();
    const id = arn.split('/').at(-1);

    const answers = [
      await run(`aws bedrock get-model-invocation-job --job-identifier ${arn} --region us-east-1`),
      await run(
        `aws bedrock get-model-invocation-job --job-identifier "${id}" --query '{status:status,message:message}'`,
      ),
      await run('aws bedrock list-model-invocation-jobs --no-cli-pager'),
      await run(
        'aws bedrock list-model-invocation-jobs --max-results 10 --status-equals Submitted --sort-by CreationTime --sort-order Descending',
      ),
      await run(
        'aws bedrock list-model-invocation-jobs --submit-time-after 2024-01-01T00:00:00Z --name-contains json --no-paginate',
      ),
      await run(
        "aws bedrock list-model-invocation-jobs --query 'invocationJobSummaries[].{name:jobName,status:status,submitted:submitTime}' --output table",
      ),
      await run(
        'aws bedrock list-model-invocation-jobs --query invocationJobSummaries[0].jobArn --output text',
      ),
      await run('aws bedrock list-model-invocation-jobs --max-items 1 --page-size 5 --output yaml'),
      await run(`aws bedrock list-tags-for-resource --resource-arn ${arn}`),
      await run(`aws bedrock stop-model-invocation-job --job-identifier ${arn}`),
    ];

    for (const [at, { code, stderr }] of answers.entries())
      expect([at, code, stderr]).toEqual([at, 0, '']);
    expect(JSON.parse(answers[0]?.stdout ?? '')).toMatchObject({ jobArn: arn, jobName: 'json' });
    expect(answers[5]?.stdout).toMatch(/^name +status +submitted\njson /);
    expect(answers[6]?.stdout).toBe(`${arn}\n`);
    expect(answers.at(-1)?.stdout).toBe('');
  });

  it.each(['create', 'get', 'stop'])('print the skeletons of %s', async (call) => {
    const line = `aws bedrock ${call}-model-invocation-job --generate-cli-skeleton`;

    const forms = [await run(line), await run(`${line} input`), await run(`${line} output`)];
    const yaml = await run(`${line} yaml-input`);

    for (const { code, stdout } of forms) {
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toBeTypeOf('object');
    }
    expect(yaml.code).toBe(0);
  });
});
