import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  type ListServiceQuotasCommandInput,
  ListServicesCommand,
  paginateListAWSDefaultServiceQuotas,
  type ServiceQuota,
  ServiceQuotasClient,
  ServiceQuotasServiceException,
} from '@aws-sdk/client-service-quotas';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ServiceQuotasCall,
} from '../../../src/emulator/index.ts';

const HAIKU_RECORDS_PER_JOB = 'L-1F644C2A';
const NOVA_PRO_JOB_SIZE = 'L-26B15D4D';

async function start(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; client: ServiceQuotasClient }> {
  const emulator = await createEmulator(options);
  const client = new ServiceQuotasClient({ ...emulator.clientConfig, maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    await emulator.close();
  });
  return { emulator, client };
}

async function refusal(call: Promise<unknown>): Promise<ServiceQuotasServiceException> {
  const error: unknown = await call.then(
    () => new Error('the call went through'),
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ServiceQuotasServiceException);
  return error as ServiceQuotasServiceException;
}

async function defaultsOf(client: ServiceQuotasClient): Promise<ServiceQuota[]> {
  const quotas: ServiceQuota[] = [];
  for await (const page of paginateListAWSDefaultServiceQuotas(
    { client },
    { ServiceCode: 'bedrock' },
  ))
    quotas.push(...(page.Quotas ?? []));
  return quotas;
}

const list = (input: Partial<ListServiceQuotasCommandInput> = {}) =>
  new ListServiceQuotasCommand({ ServiceCode: 'bedrock', ...input });

describe('ListAWSDefaultServiceQuotas', () => {
  it('has every quota whose code is known, over as many pages as that takes', async () => {
    const { client } = await start();

    const quotas = await defaultsOf(client);

    expect(quotas).toHaveLength(201);
    expect(new Set(quotas.map(({ QuotaCode }) => QuotaCode)).size).toBe(201);
    expect(quotas.find(({ QuotaCode }) => QuotaCode === NOVA_PRO_JOB_SIZE)).toEqual({
      ServiceCode: 'bedrock',
      ServiceName: 'Amazon Bedrock',
      QuotaArn: `arn:aws:servicequotas:us-east-1::bedrock/${NOVA_PRO_JOB_SIZE}`,
      QuotaCode: NOVA_PRO_JOB_SIZE,
      QuotaName: 'Batch inference job size (in GB) for Nova Pro V1',
      Value: 100,
      Unit: 'None',
      Adjustable: false,
      GlobalQuota: false,
    });
  });

  it('gives the pages one behind the other, whatever their size', async () => {
    const { client } = await start();
    const codes: unknown[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await client.send(
        new ListAWSDefaultServiceQuotasCommand({
          ServiceCode: 'bedrock',
          MaxResults: 40,
          NextToken,
        }),
      );
      codes.push(...(page.Quotas ?? []).map(({ QuotaCode }) => QuotaCode));
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken !== undefined);

    expect(pages).toBe(6);
    expect(codes).toEqual((await defaultsOf(client)).map(({ QuotaCode }) => QuotaCode));
  });

  it('names a custom model quota of its own', async () => {
    const { client } = await start();

    const quotas = await defaultsOf(client);

    expect(quotas.find(({ QuotaCode }) => QuotaCode === 'L-329D7443')).toMatchObject({
      QuotaName:
        'Sum of in-progress and submitted batch inference jobs using a custom model for Titan Text Embeddings V2',
      Value: 3,
    });
  });
});

describe('ListServiceQuotas', () => {
  it('leaves out what was never applied to the account', async () => {
    const { client } = await start();

    expect((await client.send(list())).Quotas).toEqual([]);
  });

  it('shows the quotas the emulator was started with as applied', async () => {
    const { client } = await start({ quotas: { recordsPerJob: 80_000, fileBytes: 500_000_000 } });

    const job = await client.send(list({ QuotaCode: HAIKU_RECORDS_PER_JOB }));
    const file = await client.send(list({ QuotaCode: 'L-42ABE687' }));

    expect(job.Quotas).toMatchObject([
      {
        QuotaArn: `arn:aws:servicequotas:us-east-1:123456789012:bedrock/${HAIKU_RECORDS_PER_JOB}`,
        Value: 80_000,
        QuotaAppliedAtLevel: 'ACCOUNT',
      },
    ]);
    expect(file.Quotas).toMatchObject([{ Value: 0.5 }]);
    expect(
      (
        await client.send(
          list({ QuotaCode: HAIKU_RECORDS_PER_JOB, QuotaAppliedAtLevel: 'RESOURCE' }),
        )
      ).Quotas,
    ).toEqual([]);
  });

  it('shows what the test makes of it', async () => {
    const { client } = await start({
      serviceQuotas: (known) => [
        ...known.slice(0, 1),
        { code: 'L-00000001', name: 'Mine', defaultValue: 1, appliedValue: 2.5, adjustable: true },
      ],
    });

    expect(await defaultsOf(client)).toHaveLength(2);
    expect((await client.send(list())).Quotas).toMatchObject([
      { QuotaCode: 'L-00000001', QuotaName: 'Mine', Value: 2.5, Adjustable: true },
    ]);
  });
});

describe('GetServiceQuota', () => {
  const get = (QuotaCode: string) =>
    new GetServiceQuotaCommand({ ServiceCode: 'bedrock', QuotaCode });

  it('gives the applied value, and GetAWSDefaultServiceQuota the default', async () => {
    const { client } = await start({ quotas: { recordsPerJob: 80_000 } });

    const applied = await client.send(get(HAIKU_RECORDS_PER_JOB));
    const byDefault = await client.send(
      new GetAWSDefaultServiceQuotaCommand({
        ServiceCode: 'bedrock',
        QuotaCode: HAIKU_RECORDS_PER_JOB,
      }),
    );

    expect(applied.Quota?.Value).toBe(80_000);
    expect(byDefault.Quota?.Value).toBe(50_000);
  });

  it('does not find what was never applied', async () => {
    const { client } = await start();

    const error = await refusal(client.send(get(HAIKU_RECORDS_PER_JOB)));

    expect(error.name).toBe('NoSuchResourceException');
    expect(error.message).toContain('[emulator]');
    expect(error.$metadata.httpStatusCode).toBe(400);
  });
});

describe('the emulated Service Quotas', () => {
  it.each<[string, Partial<ListServiceQuotasCommandInput>, string]>([
    ['another service', { ServiceCode: 'ec2' }, 'NoSuchResourceException'],
    ['no service', { ServiceCode: undefined }, 'IllegalArgumentException'],
    ['a service code outside the pattern', { ServiceCode: '1' }, 'IllegalArgumentException'],
    ['a page of none', { MaxResults: 0 }, 'IllegalArgumentException'],
    ['a page of more than a hundred', { MaxResults: 101 }, 'IllegalArgumentException'],
    ['an unknown level', { QuotaAppliedAtLevel: 'HERE' as 'ALL' }, 'IllegalArgumentException'],
    ['a token outside the pattern', { NextToken: '-' }, 'IllegalArgumentException'],
    ['a token that it did not make', { NextToken: 'AAAA' }, 'InvalidPaginationTokenException'],
  ])('refuses %s', async (_what, input, name) => {
    const { client } = await start();

    expect((await refusal(client.send(list(input)))).name).toBe(name);
  });

  it('refuses a token of the other list', async () => {
    const { client } = await start();
    const { NextToken } = await client.send(
      new ListAWSDefaultServiceQuotasCommand({ ServiceCode: 'bedrock', MaxResults: 1 }),
    );

    expect((await refusal(client.send(list({ NextToken })))).name).toBe(
      'InvalidPaginationTokenException',
    );
  });

  it('refuses a body that is no JSON', async () => {
    const { client } = await start();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = '{"ServiceCode":';
        return next(args);
      },
      { step: 'serialize', priority: 'low' },
    );

    expect((await refusal(client.send(list()))).name).toBe('SerializationException');
  });

  it('knows four operations', async () => {
    const { client } = await start();

    expect((await refusal(client.send(new ListServicesCommand({})))).name).toBe(
      'UnknownOperationException',
    );
  });

  it.each([
    [
      'a wrong secret',
      { credentials: { accessKeyId: 'test', secretAccessKey: 'x' } },
      'InvalidSignatureException',
    ],
    [
      'an unknown key',
      { credentials: { accessKeyId: 'x', secretAccessKey: 'test' } },
      'UnrecognizedClientException',
    ],
    ['another region', { region: 'eu-west-1' }, 'InvalidSignatureException'],
  ])('refuses %s', async (_what, changes, name) => {
    const { emulator } = await start();
    const client = new ServiceQuotasClient({ ...emulator.clientConfig, ...changes });
    onTestFinished(() => client.destroy());

    const error = await refusal(client.send(list()));

    expect(error.name).toBe(name);
    expect(error.$metadata.httpStatusCode).toBe(403);
  });

  it('serves unsigned requests by their target', async () => {
    const { emulator } = await start();

    const reply = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'ServiceQuotasV20190624.ListServiceQuotas' },
      body: '{}',
    });

    expect(reply.status).toBe(403);
    expect(reply.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(await reply.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  it('goes wrong on demand, call by call', async () => {
    const calls: ServiceQuotasCall[] = [];
    const { client } = await start({
      faults: {
        serviceQuotas: (call) => {
          calls.push(call);
          if (call.count === 1)
            return { status: 400, code: 'AccessDeniedException', message: 'No' };
          return call.count === 2 ? { hangUp: true } : undefined;
        },
      },
    });

    expect(await refusal(client.send(list()))).toMatchObject({
      name: 'AccessDeniedException',
      message: 'No',
    });
    await expect(client.send(list())).rejects.toMatchObject({ code: 'ECONNRESET' });
    await client.send(list());
    expect(calls).toEqual([1, 2, 3].map((count) => ({ operation: 'ListServiceQuotas', count })));
  });
});
