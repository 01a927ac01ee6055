import { describe, expect, it, onTestFinished } from 'vitest';
import type { BedrockCall, EmulatorOptions } from '../../../../src/emulator/index.ts';
import {
  type ConverseReply,
  type InvokeReply,
  type RuntimeClient,
  type RuntimeFailure,
  runtimeSdk,
} from '../../../support/runtime-sdk.ts';
import { CLAUDE, setUp, TITAN, type Workbench } from '../workbench.ts';

const {
  BedrockRuntimeClient,
  BedrockRuntimeServiceException,
  ConverseCommand,
  InvokeModelCommand,
} = runtimeSdk;

const ASKED = {
  modelId: CLAUDE,
  messages: [{ role: 'user', content: [{ text: 'Say hello' }] }],
};

function clientOf({ emulator }: Workbench, options: object = {}): RuntimeClient {
  const client = new BedrockRuntimeClient({
    ...emulator.clientConfig,
    maxAttempts: 1,
    ...options,
  });
  onTestFinished(() => client.destroy());
  return client;
}

/** What the client of the control plane speaks by. */
function http1Of({ bedrock }: Workbench): object {
  return bedrock.config.requestHandler;
}

async function started(options: EmulatorOptions = {}): Promise<RuntimeClient> {
  return clientOf(await setUp(options));
}

async function invoke(
  client: RuntimeClient,
  body: unknown,
  modelId: string = TITAN,
): Promise<Record<string, unknown>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const command = new InvokeModelCommand({ modelId, body: text });
  const reply = (await client.send(command)) as InvokeReply;
  expect(reply.contentType).toBe('application/json');
  return JSON.parse(reply.body.transformToString()) as Record<string, unknown>;
}

function converse(client: RuntimeClient, changes: object = {}): Promise<ConverseReply> {
  return client.send(new ConverseCommand({ ...ASKED, ...changes })) as Promise<ConverseReply>;
}

async function refusal(call: Promise<unknown>): Promise<RuntimeFailure> {
  const error: unknown = await call.then(
    () => new Error('the call went through'),
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(BedrockRuntimeServiceException);
  return error as RuntimeFailure;
}

describe('InvokeModel', () => {
  it('answers with what would be the modelOutput of a record', async () => {
    const bench = await setUp();
    await bench.put('in/a.jsonl', '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n');
    const jobArn = await bench.create();
    await bench.emulator.advance(60_000);

    const answer = await invoke(clientOf(bench), { inputText: 'Hello' });

    const [line] = await bench.outputs(jobArn, 'a.jsonl');
    expect(answer).toEqual(line?.modelOutput);
  });

  it('refuses what a record is refused for, in the same words', async () => {
    const client = await started();

    const error = await refusal(invoke(client, { max_tokens: 5, messages: [] }, CLAUDE));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual(['ValidationException', 400]);
    expect(error.message).toContain('anthropic_version: Field required');
  });

  it.each(['{"inputText":', '[]', '"text"'])(
    'refuses a body that is no JSON object: %s',
    async (body) => {
      const error = await refusal(invoke(await started(), body));

      expect(error.name).toBe('SerializationException');
    },
  );

  it('takes a model input of 25,000,000 bytes, and no byte more', async () => {
    const { emulator } = await setUp();
    const ask = (bytes: number) =>
      fetch(`${emulator.endpoint}/model/${TITAN}/invoke`, {
        method: 'POST',
        headers: { authorization: 'Bearer key' },
        body: JSON.stringify({ inputText: 'x'.repeat(bytes - '{"inputText":""}'.length) }),
      });

    expect((await ask(25_000_000)).status).toBe(200);
    const refused = await ask(25_000_001);

    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('longer than 25,000,000 bytes');
  });
});

describe('Converse', () => {
  it('answers with a message, how it ended, and what it took', async () => {
    const reply = await converse(await started());

    expect(reply).toMatchObject({
      output: { message: { role: 'assistant', content: [{ text: 'Say hello' }] } },
      stopReason: 'end_turn',
      metrics: { latencyMs: 0 },
    });
    expect(reply.usage?.totalTokens).toBeGreaterThan(0);
  });

  it('takes tools, which a job takes only by InvokeModel', async () => {
    const tools = [{ toolSpec: { name: 'look', inputSchema: { json: { type: 'object' } } } }];

    const reply = await converse(await started(), { toolConfig: { tools } });

    expect(reply.stopReason).toBe('end_turn');
  });

  it('wants tools beside their uses', async () => {
    const use = { toolUse: { toolUseId: 'a', name: 'look', input: {} } };
    const result = { toolResult: { toolUseId: 'a', content: [{ text: 'Seen' }] } };
    const messages = [
      ...ASKED.messages,
      { role: 'assistant', content: [use] },
      { role: 'user', content: [result] },
    ];

    const error = await refusal(converse(await started(), { messages }));

    expect(error.message).toContain('The toolConfig field must be defined');
  });

  it('has images in base64, as records have', async () => {
    const bytes = Buffer.from('iVBORw0KGgo=', 'base64');
    const image = { image: { format: 'png', source: { bytes } } };
    const messages = [{ role: 'user', content: [image, { text: 'What is it?' }] }];
    const inputs: unknown[] = [];
    const client = await started({
      answer: ({ modelInput }) => {
        inputs.push(modelInput['messages']);
        return undefined;
      },
    });

    await converse(client, { messages });

    expect(JSON.stringify(inputs)).toContain('"bytes":"iVBORw0KGgo="');
  });

  it('is refused for models that have no form for it', async () => {
    const error = await refusal(converse(await started(), { modelId: TITAN }));

    expect(error.message).toBe('[emulator] The model has no form for Converse');
  });
});

describe('models that are asked at once', () => {
  it('are not found where nobody knows them', async () => {
    const client = await started();

    for (const modelId of ['acme.clever-v1:0', 'us.acme.clever-v1:0', 'clever', 'a b']) {
      const error = await refusal(converse(client, { modelId }));
      expect([error.name, error.message]).toEqual([
        'ValidationException',
        'The provided model identifier is invalid.',
      ]);
    }
  });

  it('are those that ListFoundationModels shows, too', async () => {
    const acme = {
      modelId: 'acme.clever-v1:0',
      providerName: 'Acme',
      status: 'ACTIVE',
      inferenceTypes: ['ON_DEMAND'],
    } as const;
    const client = await started({ foundationModels: (known) => [...known, acme] });

    await expect(converse(client, { modelId: acme.modelId })).resolves.toBeDefined();
  });

  it('are refused by their bare id where they are called through profiles only', async () => {
    const client = await started();
    const modelId = CLAUDE.replace('us.', '');

    const error = await refusal(converse(client, { modelId }));

    expect(error.name).toBe('ValidationException');
    expect(error.message).toBe(
      `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  });

  it('may be named by ARNs, also by those that say nothing of the model', async () => {
    const client = await started();
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:';

    for (const modelId of [
      `${arn}inference-profile/${CLAUDE}`,
      `${arn}application-inference-profile/abcdefghij12`,
      `${arn}provisioned-model/abcdefghij12`,
    ])
      await expect(converse(client, { modelId })).resolves.toBeDefined();
  });

  it('are gone after their end, where that is asked for', async () => {
    const modelId = 'us.anthropic.claude-3-5-haiku-20241022-v1:0';
    const asOf = '2026-11-29';

    const error = await refusal(converse(await started({ refuseEnded: true, asOf }), { modelId }));

    expect([error.name, error.$metadata.httpStatusCode]).toEqual([
      'ResourceNotFoundException',
      404,
    ]);
    expect(error.message).toContain('reached the end of its life');
    await expect(converse(await started({ asOf }), { modelId })).resolves.toBeDefined();
  });
});

describe('the answer function', () => {
  it('answers models that are asked at once, and sees no job', async () => {
    const jobs: unknown[] = [];
    const client = await started({
      answer: (_, { job, invocationType, modelId }) => {
        jobs.push({ job, invocationType, modelId });
        return { embedding: [1] };
      },
    });

    expect(await invoke(client, { inputText: 'Hello' })).toEqual({ embedding: [1] });
    expect(jobs).toEqual([{ job: undefined, invocationType: 'InvokeModel', modelId: TITAN }]);
  });

  it.each([
    [400, 'ValidationException'],
    [408, 'ModelTimeoutException'],
    [424, 'ModelErrorException'],
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
    [503, 'ServiceUnavailableException'],
    [7, 'InternalServerException'],
  ])('fails the call with status %i as %s', async (errorCode, name) => {
    const client = await started({ answer: () => ({ error: { errorCode, errorMessage: 'No' } }) });

    const error = await refusal(invoke(client, { inputText: 'Hello' }));

    expect([error.name, error.message]).toEqual([name, 'No']);
    expect(error.$metadata.httpStatusCode).toBe(errorCode === 7 ? 500 : errorCode);
  });
});

describe('requests of the runtime', () => {
  it('come by HTTP/2, as the client sends them by itself, and by HTTP/1.1', async () => {
    const bench = await setUp();
    const one = clientOf(bench, { requestHandler: http1Of(bench) });
    const two = clientOf(bench);

    expect(two.config.requestHandler.metadata?.handlerProtocol).toBe('h2');
    for (const client of [one, two])
      await expect(invoke(client, { inputText: 'Hello' })).resolves.toHaveProperty('embedding');
  });

  it('are refused with a wrong secret by either', async () => {
    const bench = await setUp();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'wrong' };
    const one = clientOf(bench, { credentials, requestHandler: http1Of(bench) });
    const two = clientOf(bench, { credentials });

    for (const client of [one, two]) {
      const error = await refusal(converse(client));
      expect([error.name, error.$metadata.httpStatusCode]).toEqual([
        'InvalidSignatureException',
        403,
      ]);
    }
  });

  it('may bear a token', async () => {
    const client = clientOf(await setUp(), {
      token: { token: 'bedrock-api-key-AAAA' },
      authSchemePreference: ['httpBearerAuth'],
    });

    await expect(converse(client)).resolves.toBeDefined();
  });

  it('go wrong on demand: refused, cut off before and after the work, late', async () => {
    const calls: BedrockCall[] = [];
    const faults = [
      { status: 429, code: 'ThrottlingException', message: 'Too many requests' },
      { hangUp: true },
      { after: 'hangUp' },
      { delay: 1 },
    ] as const;
    let answered = 0;
    const bench = await setUp({
      faults: {
        bedrock: (call) => {
          calls.push(call);
          return faults[call.count - 1];
        },
      },
      answer: () => {
        answered += 1;
        return undefined;
      },
    });

    const requestHandler = http1Of(bench);
    for (const client of [clientOf(bench, { requestHandler }), clientOf(bench)]) {
      answered = 0;
      calls.length = 0;
      const operation =
        client.config.requestHandler === requestHandler ? 'Converse' : 'InvokeModel';
      const ask = () =>
        operation === 'Converse' ? converse(client) : invoke(client, { inputText: 'Hello' });

      await expect(ask()).rejects.toMatchObject({ name: 'ThrottlingException' });
      await expect(ask()).rejects.toThrow();
      expect(answered).toBe(0);
      await expect(ask()).rejects.toThrow();
      expect(answered).toBe(1);
      await expect(ask()).resolves.toBeDefined();
      expect(calls).toEqual([1, 2, 3, 4].map((count) => ({ operation, count })));
    }
  });
});
