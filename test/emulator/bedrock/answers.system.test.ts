import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/index.ts';
import {
  familyOf,
  llama,
  mistral,
  nova,
  readNovaEmbeddingOutput,
} from '../../../src/models/index.ts';
import { CLAUDE, line, MINUTE, type OutputLine, setUp, TITAN } from './workbench.ts';

interface Asked {
  readonly modelId: string;
  readonly bodies: readonly string[];
  readonly modelInvocationType?: 'InvokeModel' | 'Converse';
  readonly options?: EmulatorOptions;
}

/** Runs a job over the bodies and gives its output lines in the order of the bodies. */
async function ask({
  modelId,
  bodies,
  modelInvocationType = 'InvokeModel',
  options,
}: Asked): Promise<OutputLine[]> {
  const bench = await setUp(options);
  await bench.put('in/a.jsonl', bodies.map((body, index) => line(String(index), body)).join(''));
  const jobArn = await bench.create({ modelId, modelInvocationType });
  await bench.emulator.advance(MINUTE);
  expect((await bench.get(jobArn)).status).toBe('Completed');
  return (await bench.outputs(jobArn, 'a.jsonl')).sort(
    (a, b) => Number(a.recordId) - Number(b.recordId),
  );
}

const messages = [{ role: 'user' as const, content: 'Hello there' }];

const claudeBody = (text: string, maxTokens = 100) =>
  JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: text }],
  });

describe('the echo', () => {
  it.each([
    [CLAUDE, 'InvokeModel', claudeBody('Hello there')],
    [
      'us.amazon.nova-lite-v1:0',
      'InvokeModel',
      '{"messages":[{"role":"user","content":[{"text":"Hello there"}]}]}',
    ],
    [
      'openai.gpt-oss-20b-1:0',
      'InvokeModel',
      '{"messages":[{"role":"user","content":"Hello there"}],"max_tokens":50}',
    ],
    [CLAUDE, 'Converse', '{"messages":[{"role":"user","content":[{"text":"Hello there"}]}]}'],
    ['mistral.mistral-large-2407-v1:0', 'InvokeModel', JSON.stringify(mistral.chat({ messages }))],
  ] as const)(
    'of %s by %s is what its family reads',
    async (modelId, modelInvocationType, body) => {
      const [output] = await ask({ modelId, modelInvocationType, bodies: [body] });

      const reading = familyOf(modelId, { invocationType: modelInvocationType })?.readOutput(
        output?.modelOutput,
      );
      expect(output?.error).toBeUndefined();
      expect(reading?.text).toBe('Hello there');
      expect(reading?.stopReason).toMatch(/^(end_turn|stop)$/);
      expect(reading?.usage?.outputTokens).toBe(modelId.startsWith('mistral.') ? undefined : 3);
    },
  );

  it('counts the tokens of the texts in a body, and of nothing else', async () => {
    const body = (more: object) => ({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'x'.repeat(400) }] }],
      ...more,
    });
    const numbers = { temperature: 0.5, top_k: 400 };
    const bodies = [body({}), body(numbers), body({ system: 'y'.repeat(40) })];
    const outputs = await ask({ modelId: CLAUDE, bodies: bodies.map((of) => JSON.stringify(of)) });

    const usage = outputs.map(
      ({ modelOutput }) => familyOf(CLAUDE)?.readOutput(modelOutput)?.usage?.inputTokens,
    );
    // what names version, role and type of block has 26 bytes
    expect(usage).toEqual([107, 107, 117]);
  });

  it.each([
    ['us.meta.llama3-3-70b-instruct-v1:0', llama.instruct({ system: 'Be brief', prompt: 'Hello' })],
    ['us.meta.llama3-3-70b-instruct-v1:0', llama.complete({ prompt: 'Hello' })],
    ['mistral.mistral-small-2402-v1:0', mistral.instruct({ prompt: 'Hello' })],
    ['mistral.mistral-small-2402-v1:0', mistral.complete({ prompt: 'Hello' })],
  ])('of %s is the question without the tokens around it (%#)', async (modelId, body) => {
    const [output] = await ask({ modelId, bodies: [JSON.stringify(body)] });

    const reading = familyOf(modelId)?.readOutput(output?.modelOutput);
    expect(reading).toMatchObject({ text: 'Hello', stopReason: 'stop' });
  });

  it('of Llama and Mistral is cut where the record bounds its tokens', async () => {
    const [ofLlama] = await ask({
      modelId: 'meta.llama3-1-8b-instruct-v1:0',
      bodies: [JSON.stringify(llama.instruct({ prompt: 'Hello there', max_gen_len: 1 }))],
    });
    const [ofMistral] = await ask({
      modelId: 'mistral.mistral-small-2402-v1:0',
      bodies: [JSON.stringify(mistral.instruct({ prompt: 'Hello there', max_tokens: 1 }))],
    });

    expect(ofLlama?.modelOutput).toMatchObject({ generation: 'Hell', stop_reason: 'length' });
    expect(ofMistral?.modelOutput).toEqual({ outputs: [{ text: 'Hell', stop_reason: 'length' }] });
  });

  it('of multimodal embeddings has the size asked for', async () => {
    const [small, usual] = await ask({
      modelId: 'amazon.titan-embed-image-v1',
      bodies: [
        '{"inputText":"a","embeddingConfig":{"outputEmbeddingLength":256}}',
        '{"inputImage":"AAAA"}',
      ],
    });

    expect(small?.modelOutput).toMatchObject({ message: null });
    expect(small?.modelOutput?.['embedding']).toHaveLength(256);
    expect(usual?.modelOutput?.['embedding']).toHaveLength(1024);
  });

  it('of Nova embeddings has one vector, and two where picture and sound are apart', async () => {
    const source = { bytes: 'AAAA' };
    const video = { format: 'mp4', source, embeddingMode: 'AUDIO_VIDEO_SEPARATE' } as const;
    const [text, both] = await ask({
      modelId: 'amazon.nova-2-multimodal-embeddings-v1:0',
      bodies: [
        nova.embed({
          embeddingPurpose: 'GENERIC_INDEX',
          embeddingDimension: 256,
          text: { truncationMode: 'END', value: 'a' },
        }),
        nova.embed({ embeddingPurpose: 'GENERIC_INDEX', video }),
      ].map((body) => JSON.stringify(body)),
    });

    const [one] = readNovaEmbeddingOutput(text?.modelOutput)?.embeddings ?? [];
    expect(one?.embeddingType).toBe('TEXT');
    expect(one?.embedding).toHaveLength(256);
    const two = readNovaEmbeddingOutput(both?.modelOutput)?.embeddings ?? [];
    expect(two.map(({ embeddingType }) => embeddingType)).toEqual(['VIDEO', 'AUDIO']);
  });

  it('is cut where the record bounds its tokens', async () => {
    const [output] = await ask({ modelId: CLAUDE, bodies: [claudeBody('é'.repeat(20), 2)] });

    expect(output?.modelOutput).toMatchObject({
      content: [{ type: 'text', text: 'éééé' }],
      stop_reason: 'max_tokens',
      usage: { output_tokens: 2 },
    });
  });

  it('says something where there is no text to say again, as a model does', async () => {
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
    };
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      messages: [{ role: 'user', content: [image] }],
    });

    const [output] = await ask({ modelId: CLAUDE, bodies: [body] });

    expect(familyOf(CLAUDE)?.readOutput(output?.modelOutput)).toMatchObject({
      answer: 'given',
      text: '[emulator] No text to say again',
      finishReason: 'stop',
    });
  });

  it('of Titan is a vector of the size asked for, of length 1, the same for the same text', async () => {
    const [first, second, third, binary] = await ask({
      modelId: TITAN,
      bodies: [
        '{"inputText":"a","dimensions":256}',
        '{"inputText":"a","dimensions":256}',
        '{"inputText":"b"}',
        '{"inputText":"a","embeddingTypes":["binary"]}',
      ],
    });

    const vector = first?.modelOutput?.['embedding'] as number[];
    expect(vector).toHaveLength(256);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
    expect(second?.modelOutput?.['embedding']).toEqual(vector);
    expect(third?.modelOutput?.['embedding']).toHaveLength(1024);
    expect(binary?.modelOutput).not.toHaveProperty('embedding');
    expect(first?.modelOutput?.['inputTextTokenCount']).toBeGreaterThan(0);
  });

  it('of a profile that hides its model takes the shape the body was made for', async () => {
    const modelId = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';

    const [output] = await ask({ modelId, bodies: [claudeBody('Hello')] });

    expect(output?.modelOutput).toMatchObject({ content: [{ type: 'text', text: 'Hello' }] });
  });

  it('takes that shape also where no key gives it away', async () => {
    const modelId = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';

    const [output] = await ask({ modelId, bodies: ['{"inputText":"Hello"}'] });

    expect(output?.modelOutput?.['embedding']).toHaveLength(1024);
  });
});

describe('a body that the model does not take', () => {
  it.each([
    [
      'without anthropic_version',
      CLAUDE,
      'InvokeModel',
      '{"max_tokens":1,"messages":[{"role":"user","content":"a"}]}',
      'anthropic_version: Field required',
    ],
    [
      'with modelId',
      CLAUDE,
      'InvokeModel',
      claudeBody('a').replace('{', '{"modelId":"x",'),
      'modelId: Extra inputs are not permitted',
    ],
    ['of another family', TITAN, 'InvokeModel', claudeBody('a'), '[emulator] '],
    [
      'with tools and Converse',
      CLAUDE,
      'Converse',
      '{"messages":[{"role":"user","content":[{"text":"a"}]}],"toolConfig":{"tools":[]}}',
      '[emulator] toolConfig',
    ],
    ['that is empty', TITAN, 'InvokeModel', '{}', '[emulator] inputText: Field required'],
    [
      'of a model without Converse',
      TITAN,
      'Converse',
      '{"messages":[{"role":"user","content":[{"text":"a"}]}]}',
      '[emulator] The model has no form for Converse',
    ],
  ] as const)(
    'fails its record alone: %s',
    async (_what, modelId, modelInvocationType, body, message) => {
      const [output] = await ask({ modelId, modelInvocationType, bodies: [body] });

      expect(output?.modelOutput).toBeUndefined();
      expect(output?.error?.errorCode).toBe(400);
      expect(output?.error?.errorMessage).toContain(message);
    },
  );

  it.each([
    ['by a bound that is in doubt', CLAUDE, claudeBody('a').replace('{', '{"temperature":1.5,')],
    ['by a form that is in doubt', 'mistral.devstral-2-123b', '{"messages":[{"role":"user"}]}'],
  ])('passes where it is refused only %s', async (_what, modelId, body) => {
    const [output] = await ask({ modelId, bodies: [body] });

    expect(output?.error).toBeUndefined();
    expect(output?.modelOutput).toBeDefined();
  });

  it('is counted, while the job completes', async () => {
    const bench = await setUp();
    await bench.put('in/a.jsonl', line('1', '{}') + line('2', '{"inputText":"a"}'));
    const jobArn = await bench.create();

    await bench.emulator.advance(MINUTE);

    const counts = { processedRecordCount: 2, successRecordCount: 1, errorRecordCount: 1 };
    expect(await bench.get(jobArn)).toMatchObject({ status: 'Completed', ...counts });
    expect(await bench.manifest(jobArn)).toMatchObject(counts);
  });
});

describe('an answer function', () => {
  it('answers, fails, leaves to the echo, and throws', async () => {
    const outputs = await ask({
      modelId: TITAN,
      bodies: ['{"inputText":"a"}', '{"inputText":"b"}', '{"inputText":"c"}', '{"inputText":"d"}'],
      options: {
        answer: async ({ recordId, modelInput }, { modelId, invocationType, job }) => {
          if (recordId === '0') return { modelInput, modelId, invocationType, name: job?.jobName };
          if (recordId === '1') return { error: { errorCode: 429, errorMessage: 'too busy' } };
          if (recordId === '2') return undefined;
          throw new Error('a slip');
        },
      },
    });

    expect(outputs[0]?.modelOutput).toEqual({
      modelInput: { inputText: 'a' },
      modelId: TITAN,
      invocationType: 'InvokeModel',
      name: 'first',
    });
    expect(outputs[1]?.error).toEqual({ errorCode: 429, errorMessage: 'too busy' });
    expect(outputs[2]?.modelOutput?.['embedding']).toHaveLength(1024);
    expect(outputs[3]?.error).toEqual({
      errorCode: 500,
      errorMessage: '[emulator] The answer function threw: a slip',
    });
  });

  it('can be set later', async () => {
    const bench = await setUp();
    await bench.put('in/a.jsonl', line('1', '{"inputText":"a"}'));
    const jobArn = await bench.create();
    bench.emulator.setAnswer(() => ({ set: 'later' }));

    await bench.emulator.advance(MINUTE);

    expect((await bench.outputs(jobArn, 'a.jsonl'))[0]?.modelOutput).toEqual({ set: 'later' });
  });
});
