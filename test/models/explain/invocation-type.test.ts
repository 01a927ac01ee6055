import { describe, expect, it } from 'vitest';
import { explainModelInput, resolveModel } from '../../../src/models/index.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';
const KIMI = 'moonshotai.kimi-k2-thinking';
const TITAN = 'amazon.titan-embed-text-v2:0';
const APPLICATION =
  'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';

const messages = [{ role: 'user', content: [{ text: 'Hello' }] }];
const ownMessages = [{ role: 'user', content: 'Hello' }];

function find(modelId: string, invocationType: 'InvokeModel' | 'Converse', modelInput: unknown) {
  const resolution = resolveModel(modelId, { invocationType });
  if (resolution.kind !== 'known') throw new Error(`${modelId}: ${resolution.kind}`);
  return explainModelInput(resolution.family, modelInput, { modelId });
}

describe('explainModelInput() of a body for the other invocation type', () => {
  it.each([
    ['by a key', { messages, inferenceConfig: { maxTokens: 5 } }, ['inferenceConfig']],
    ['by a key of Converse alone', { messages, requestMetadata: { a: 'b' } }, ['requestMetadata']],
    ['by its blocks', { messages }, ['messages', 0, 'content', 0]],
  ])('knows Converse in an InvokeModel job of Claude %s', (_how, modelInput, path) => {
    expect(find(CLAUDE, 'InvokeModel', modelInput)).toMatchObject([
      {
        code: 'MODEL_INPUT_INVOCATION_TYPE',
        path,
        args: {
          expected: 'InvokeModel',
          received: 'Converse',
          family: 'Claude messages',
          looksLike: 'Converse',
        },
      },
    ]);
  });

  it.each([
    [
      'Claude',
      CLAUDE,
      { anthropic_version: 'bedrock-2023-05-31', max_tokens: 5, messages: ownMessages },
      { path: ['anthropic_version'], args: { looksLike: 'Claude messages' } },
    ],
    [
      'Claude, by a text',
      CLAUDE,
      { messages: ownMessages },
      { path: ['messages', 0, 'content'], args: { looksLike: 'Claude messages' } },
    ],
    [
      'Claude, by the type of a block',
      CLAUDE,
      { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] },
      { path: ['messages', 0, 'content', 0, 'type'], args: { looksLike: 'Claude messages' } },
    ],
    [
      'an OpenAI-style model',
      KIMI,
      { messages: ownMessages, max_tokens: 5 },
      { path: ['max_tokens'] },
    ],
    ['Nova', NOVA, { schemaVersion: 'messages-v1', messages }, { path: ['schemaVersion'] }],
    ['a model nobody knows', APPLICATION, { messages: ownMessages }, {}],
  ])('knows the own form of %s in a Converse job', (_what, model, modelInput, finding) => {
    expect(find(model, 'Converse', modelInput)).toMatchObject([
      {
        code: 'MODEL_INPUT_INVOCATION_TYPE',
        ...finding,
      },
    ]);
    expect(find(model, 'Converse', modelInput)[0]?.args).toMatchObject({
      expected: 'Converse',
      received: 'InvokeModel',
    });
  });

  it('knows Converse in an InvokeModel job of Nova by what Nova does not have', () => {
    const modelInput = { messages, additionalModelRequestFields: {} };

    expect(find(NOVA, 'InvokeModel', modelInput)).toMatchObject([
      { code: 'MODEL_INPUT_INVOCATION_TYPE', path: ['additionalModelRequestFields'] },
    ]);
  });

  it.each([
    [{ messages }],
    [{ messages, system: [{ text: 'Be brief' }], inferenceConfig: { maxTokens: 5 } }],
  ])('never takes a body that both Nova and Converse take for wrong: %j', (modelInput) => {
    expect(find(NOVA, 'InvokeModel', modelInput)).toEqual([]);
    expect(find(NOVA, 'Converse', modelInput)).toEqual([]);
  });

  it.each([
    [{ messages, inferenceConfig: { temperature: 7 } }],
    [{ messages: [{ role: 'user', content: [] }], system: 'Be brief' }],
    [{ messages: [{ role: 'boss', content: [{ text: 'Hello' }] }] }],
    [{ messages: ownMessages, max_tokens: 5 }],
  ])('never takes a broken body of Nova for one of Converse: %j', (modelInput) => {
    const codes = find(NOVA, 'InvokeModel', modelInput).map(({ code }) => code);

    expect(codes).not.toEqual([]);
    expect(codes).not.toContain('MODEL_INPUT_INVOCATION_TYPE');
  });

  it.each([
    ['a body of another model', CLAUDE, 'Converse', { inputText: 'Hello' }],
    ['a model that has no Converse form', TITAN, 'InvokeModel', { messages, inferenceConfig: {} }],
  ] as const)('still says that %s is of another family', (_what, model, type, modelInput) => {
    expect(find(model, type, modelInput)).toMatchObject([{ code: 'MODEL_INPUT_OTHER_FAMILY' }]);
  });

  it('says what is missing where nothing tells the types apart', () => {
    const modelInput = { messages: [{ role: 'user', content: [] }] };

    expect(find(CLAUDE, 'InvokeModel', modelInput).map(({ code }) => code)).not.toContain(
      'MODEL_INPUT_INVOCATION_TYPE',
    );
  });
});
