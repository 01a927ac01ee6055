import {
  BedrockClient,
  BedrockServiceException,
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  ListModelInvocationJobsCommand,
  type ListModelInvocationJobsCommandInput,
  paginateListModelInvocationJobs,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { HOUR, MINUTE, request, setUp, TITAN, titanLines, type Workbench } from './workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await setUp();
  await bench.put('in/a.jsonl', titanLines(3));
});

async function refusal(call: Promise<unknown>): Promise<BedrockServiceException> {
  const error: unknown = await call.then(
    () => new Error('the call went through'),
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(BedrockServiceException);
  return error as BedrockServiceException;
}

describe('CreateModelInvocationJob', () => {
  it('gives an ARN in region and account, with an id of twelve characters', async () => {
    const jobArn = await bench.create();

    expect(jobArn).toMatch(
      /^arn:aws:bedrock:us-east-1:123456789012:model-invocation-job\/[a-z0-9]{12}$/,
    );
  });

  it('refuses a name outside the pattern in the words of AWS', async () => {
    const error = await refusal(bench.create({ jobName: 'bad_name' }));

    expect(error.name).toBe('ValidationException');
    expect(error.$metadata.httpStatusCode).toBe(400);
    expect(error.message).toBe(
      "1 validation error detected: Value 'bad_name' at 'jobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\\+\\-\\.]){0,63}",
    );
  });

  it.each([
    [
      { roleArn: undefined },
      "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    ],
    [
      { timeoutDurationInHours: 23 },
      "Value '23' at 'timeoutDurationInHours' failed to satisfy constraint: Member must have value greater than or equal to 24",
    ],
    [{ timeoutDurationInHours: 169 }, 'Member must have value less than or equal to 168'],
    [{ jobName: 'a'.repeat(64) }, 'Member must have length less than or equal to 63'],
    [
      { modelInvocationType: 'Invoke' as 'Converse' },
      'Member must satisfy enum value set: [InvokeModel, Converse]',
    ],
    [
      { outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/dt=1/' } } },
      "at 'outputDataConfig.s3OutputDataConfig.s3Uri'",
    ],
    [{ inputDataConfig: {} as never }, '[emulator] inputDataConfig'],
    [{ clientRequestToken: 'a-' }, "at 'clientRequestToken'"],
    [{ tags: [{ key: '', value: 'x' }] }, "at 'tags[0].key'"],
  ])('refuses %j', async (changes, words) => {
    const error = await refusal(bench.create(changes));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['ValidationException', 400]);
    expect(error.message).toContain(words);
  });

  it('counts all that is wrong', async () => {
    const error = await refusal(bench.create({ jobName: '-', timeoutDurationInHours: 1 }));

    expect(error.message).toMatch(/^2 validation errors detected: /);
  });

  it('gives the first job again for a repeated token, whatever the body says', async () => {
    const first = await bench.create({ clientRequestToken: 'token-1' });

    const second = await bench.create({ clientRequestToken: 'token-1', jobName: 'other' });

    expect(second).toBe(first);
    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('never frees a name, not even of a job that has ended', async () => {
    await bench.create();
    await bench.emulator.advance(MINUTE);
    expect(bench.emulator.jobs()[0]?.status).toBe('Completed');

    const error = await refusal(bench.create());

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['ConflictException', 400]);
    expect(error.message).toBe('The provided job name is currently in use');
  });

  it('refuses a role of another account', async () => {
    const error = await refusal(bench.create({ roleArn: 'arn:aws:iam::999999999999:role/Batch' }));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['AccessDeniedException', 403]);
  });

  it('refuses a model that is known to have no batch inference', async () => {
    const error = await refusal(bench.create({ modelId: 'zai.glm-5' }));

    expect(error.message).toBe('Batch inference is not supported for the requested model');
  });

  it('takes as many jobs of a model at a time as the quota says', async () => {
    const small = await setUp({ quotas: { concurrentJobs: 1 } });
    await small.put('in/a.jsonl', titanLines(1));
    await small.create();

    const error = await refusal(small.create({ jobName: 'second' }));
    await small.create({ jobName: 'other-model', modelId: 'amazon.nova-lite-v1:0' });
    await small.emulator.advance(MINUTE);
    await small.create({ jobName: 'third' });

    expect([error.name, error.$metadata.httpStatusCode]).toEqual([
      'ServiceQuotaExceededException',
      400,
    ]);
    expect(small.emulator.jobs().map(({ jobName }) => jobName)).toEqual([
      'first',
      'other-model',
      'third',
    ]);
  });

  it('refuses a body that is no JSON', async () => {
    const broken = new BedrockClient({
      endpoint: bench.emulator.endpoint,
      region: 'us-east-1',
      credentials: bench.emulator.credentials,
      maxAttempts: 1,
    });
    broken.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = '{"jobName":';
        return next(args);
      },
      { step: 'serialize', priority: 'low' },
    );

    const error = await refusal(broken.send(new CreateModelInvocationJobCommand(request())));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['SerializationException', 400]);
  });
});

describe('GetModelInvocationJob', () => {
  it('gives all that was asked for, by ARN and by id', async () => {
    const asked = request({
      clientRequestToken: 'token-1',
      timeoutDurationInHours: 48,
      modelInvocationType: 'InvokeModel',
      vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
      tags: [{ key: 'team', value: 'a' }],
    });
    const jobArn = await bench.create(asked);

    const job = await bench.get(jobArn);

    const { tags: _tags, ...shown } = asked;
    expect(job).toMatchObject({
      ...shown,
      jobArn,
      status: 'Submitted',
      totalRecordCount: 0,
      processedRecordCount: 0,
    });
    expect(job.submitTime).toBeInstanceOf(Date);
    expect((job.jobExpirationTime?.getTime() ?? 0) - (job.submitTime?.getTime() ?? 0)).toBe(
      48 * HOUR,
    );
    expect(job).not.toHaveProperty('tags');
    expect(await bench.get(jobArn.slice(-12))).toMatchObject({ jobArn });
  });

  it('fills in the defaults', async () => {
    const job = await bench.get(await bench.create());

    expect(job).toMatchObject({ modelInvocationType: 'InvokeModel', timeoutDurationInHours: 24 });
    expect(job.clientRequestToken).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('knows no other job', async () => {
    const error = await refusal(bench.get('zzzzzzzzzzzz'));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual([
      'ResourceNotFoundException',
      404,
    ]);
  });

  it('refuses what is no identifier', async () => {
    const error = await refusal(bench.get('arn:aws:s3:::data'));

    expect(error.name).toBe('ValidationException');
  });
});

describe('ListModelInvocationJobs', () => {
  const names = Array.from({ length: 25 }, (_, index) => `run-${String(index).padStart(2, '0')}`);

  async function createAll(): Promise<void> {
    for (const jobName of names) {
      await bench.create({ jobName, modelId: `amazon.nova-lite-v1:${jobName.slice(-2)}` });
      await bench.emulator.advance(10);
    }
  }

  async function list(query: ListModelInvocationJobsCommandInput) {
    const { invocationJobSummaries } = await bench.bedrock.send(
      new ListModelInvocationJobsCommand(query),
    );
    return (invocationJobSummaries ?? []).map(({ jobName }) => jobName);
  }

  it("goes through all pages with the SDK's paginator, the youngest first", async () => {
    await createAll();

    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListModelInvocationJobs(
      { client: bench.bedrock, pageSize: 10 },
      {},
    )) {
      pages.push((page.invocationJobSummaries ?? []).map(({ jobName }) => jobName));
    }

    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual([...names].reverse());
  });

  it('neither repeats nor hides a job when others are created between pages', async () => {
    await createAll();
    const first = await bench.bedrock.send(new ListModelInvocationJobsCommand({ maxResults: 10 }));
    await bench.create({ jobName: 'late' });

    const second = await bench.bedrock.send(
      new ListModelInvocationJobsCommand({ maxResults: 10, nextToken: first.nextToken }),
    );

    expect(second.invocationJobSummaries?.map(({ jobName }) => jobName)).toEqual(
      [...names].reverse().slice(10, 20),
    );
  });

  it('filters by name, status and time, and sorts', async () => {
    await createAll();
    const times = bench.emulator.jobs().map(({ submitTime }) => submitTime);

    expect(await list({ nameContains: 'n-1', sortOrder: 'Ascending' })).toEqual(
      names.slice(10, 20),
    );
    expect(await list({ statusEquals: 'Completed' })).toEqual([]);
    expect(await list({ submitTimeAfter: times[20], sortBy: 'CreationTime' })).toEqual(
      names.slice(21).reverse(),
    );
    expect(await list({ submitTimeBefore: times[2] })).toEqual(names.slice(0, 2).reverse());
  });

  it('refuses a token that is none of its own, and bounds that AWS does not take', async () => {
    const foreign = bench.bedrock.send(new ListModelInvocationJobsCommand({ nextToken: 'abc' }));
    const tooMany = bench.bedrock.send(new ListModelInvocationJobsCommand({ maxResults: 1001 }));

    expect((await refusal(foreign)).message).toMatch(/^\[emulator\]/);
    expect((await refusal(tooMany)).message).toContain("'maxResults'");
  });
});

describe('StopModelInvocationJob', () => {
  it('stops a job that waits, by way of Stopping', async () => {
    const jobArn = await bench.create();

    await bench.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn }));
    const stopping = await bench.get(jobArn);
    await bench.emulator.advance(MINUTE);
    const stopped = await bench.get(jobArn);

    expect([stopping.status, stopped.status]).toEqual(['Stopping', 'Stopped']);
    expect(stopped.endTime).toBeInstanceOf(Date);
    expect(await bench.keys('out/')).toEqual([]);
  });

  it('refuses a job that has ended', async () => {
    const jobArn = await bench.create();
    await bench.emulator.advance(MINUTE);

    const error = await refusal(
      bench.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn })),
    );

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['ConflictException', 400]);
  });
});

describe('signatures', () => {
  it.each([
    [
      'a wrong secret',
      { credentials: { accessKeyId: 'test', secretAccessKey: 'no' } },
      'InvalidSignatureException',
    ],
    [
      'an unknown key',
      { credentials: { accessKeyId: 'no', secretAccessKey: 'test' } },
      'UnrecognizedClientException',
    ],
    ['another region', { region: 'eu-west-1' }, 'InvalidSignatureException'],
  ])('refuses %s', async (_what, changes, name) => {
    const client = new BedrockClient({
      ...bench.emulator.clientConfig,
      maxAttempts: 1,
      ...changes,
    });

    const error = await refusal(
      client.send(new GetModelInvocationJobCommand({ jobIdentifier: 'abcdefghij12' })),
    );

    expect([error.name, error.$metadata.httpStatusCode]).toEqual([name, 403]);
  });

  it('takes any bearer token, and signs for no region then', async () => {
    const { endpoint } = bench.emulator;
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'bedrock-api-key-AAAA');
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = new BedrockClient({ endpoint, region: 'eu-west-1', maxAttempts: 1 });

    const { invocationJobSummaries } = await client.send(new ListModelInvocationJobsCommand({}));

    expect(invocationJobSummaries).toEqual([]);
  });

  it('refuses an empty bearer token', async () => {
    const reply = await fetch(`${bench.emulator.endpoint}/model-invocation-jobs`, {
      headers: { authorization: 'Bearer ' },
    });

    expect(reply.status).toBe(400);
    expect(reply.headers.get('x-amzn-errortype')).toBe('IncompleteSignatureException');
  });

  it('dates its replies by the clock of the jobs, and takes who signs by it from then on', async () => {
    await bench.emulator.advance(100 * HOUR);
    const headers = { authorization: 'Bearer key' };

    const reply = await fetch(`${bench.emulator.endpoint}/model-invocation-jobs`, { headers });
    const { submitTime } = await bench.get(await bench.create({ modelId: TITAN }));

    const dated = Date.parse(reply.headers.get('date') ?? '');
    expect(dated - Date.now()).toBeGreaterThan(99 * HOUR);
    expect((submitTime?.getTime() ?? 0) - dated).toBeLessThan(HOUR);
  });

  it('takes a client whose clock is the world’s, however far the jobs’ clock was turned', async () => {
    await bench.create({ modelId: TITAN });

    await bench.emulator.advance(100 * HOUR);

    expect((await bench.get(bench.emulator.jobs()[0]?.jobArn ?? '')).status).toBe('Completed');
  });
});
