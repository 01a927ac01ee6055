import { describe, expect, it } from 'vitest';
import { familyOf, type ModelInputFinding, readConverseOutput } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';
import { itReadsMessages } from '../support/message-answers.ts';

const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };

function explainConverse(model: string, members: object): readonly ModelInputFinding[] {
  const messages = [{ role: 'user', content: [{ text: 'Hi' }] }];
  return explain(model, { messages, ...members }, 'Converse');
}

describe('Converse', () => {
  it.each(['assistant', 'system'])('takes no image from the %s', (role) => {
    const messages = [{ role, content: [image, { text: 'Hi' }] }];

    expect(spots(explainConverse('amazon.nova-pro-v1:0', { messages }))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/0/image'],
    ]);
  });

  it('takes no image for models of text only', () => {
    const messages = [{ role: 'user', content: [{ text: 'Hi' }, image] }];

    expect(spots(explainConverse('amazon.nova-micro-v1:0', { messages }))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/1/image'],
    ]);
    expect(spots(explainConverse('openai.gpt-oss-20b-1:0', { messages }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/1/image'],
    ]);
  });

  it('takes no sampling parameters for the models of Claude that refuse them', () => {
    const members = {
      inferenceConfig: { temperature: 0.5, topP: 0.9 },
      additionalModelRequestFields: { top_k: 5 },
    };

    expect(spots(explainConverse('us.anthropic.claude-opus-5', members))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'inferenceConfig/temperature'],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'inferenceConfig/topP'],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'additionalModelRequestFields/top_k'],
    ]);
    expect(spots(explainConverse('anthropic.claude-haiku-4-5-20251001-v1:0', members))).toEqual([
      ['MODEL_INPUT_SAMPLING_CONFLICT', 'inferenceConfig/topP'],
    ]);
    expect(spots(explainConverse('amazon.nova-pro-v1:0', members))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/top_k'],
    ]);
  });

  it('takes topK and reasoning of Nova where Nova has them', () => {
    const fields = (members: object) => ({ additionalModelRequestFields: members });
    const reasoning = fields({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } });
    const topK = fields({ inferenceConfig: { topK: 20 } });

    expect(explainConverse('amazon.nova-pro-v1:0', topK)).toEqual([]);
    expect(explainConverse('amazon.nova-2-lite-v1:0', reasoning)).toEqual([]);
    expect(spots(explainConverse('amazon.nova-pro-v1:0', reasoning))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/reasoningConfig'],
    ]);
  });

  it('says where the parameters of single models stand', () => {
    const members = { inferenceConfig: { topK: 5, reasoningConfig: {} } };

    expect(explainConverse('amazon.nova-2-lite-v1:0', members)).toMatchObject([
      {
        code: 'MODEL_INPUT_DOUBTFUL',
        path: ['inferenceConfig', 'topK'],
        args: {
          expected: expect.stringContaining('additionalModelRequestFields'),
          doubt: expect.stringContaining("AWS's reference"),
        },
      },
      { code: 'MODEL_INPUT_DOUBTFUL', path: ['inferenceConfig', 'reasoningConfig'] },
    ]);
  });

  it('takes JSON pointers to fields of the response', () => {
    const members = (path: string) => ({ additionalModelResponseFieldPaths: [path] });
    const model = 'amazon.nova-pro-v1:0';

    for (const path of ['/stop_sequence', '/a/0/~0~1', '/']) {
      expect(explainConverse(model, members(path)), path).toEqual([]);
    }
    for (const path of ['stop_sequence', '/a~2', '$.a']) {
      expect(spots(explainConverse(model, members(path))), path).toEqual([
        ['MODEL_INPUT_VALUE', 'additionalModelResponseFieldPaths/0'],
      ]);
    }
  });

  it('thinks for the efforts above high', () => {
    const model = 'anthropic.claude-opus-4-6-v1';
    const outputConfig = { effort: 'max' };
    const additionalModelRequestFields = { thinking: { type: 'adaptive' } };

    expect(spots(explainConverse(model, { outputConfig }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'outputConfig/effort'],
    ]);
    expect(explainConverse(model, { outputConfig, additionalModelRequestFields })).toEqual([]);
    expect(explainConverse(model, { outputConfig: { effort: 'high' } })).toEqual([]);
  });

  it('finds misspelt keys of its configurations, which would go unnoticed', () => {
    const members = {
      guardrailConfig: { guardrailId: 'abc', guardrailVersion: '1' },
      outputConfig: { textformat: {} },
    };

    const received = 'a key that is not known';

    expect(brief(explainConverse('amazon.nova-pro-v1:0', members))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'guardrailConfig/guardrailId',
        { expected: 'no "guardrailId"', received },
      ],
      ['MODEL_INPUT_DOUBTFUL', 'outputConfig/textformat', { expected: '"textFormat"', received }],
    ]);
  });
});

describe('messages of Converse', () => {
  it.each([
    [{ messages: [{ role: 'user', content: [] }] }, ['MODEL_INPUT_DOUBTFUL', 'messages/0/content']],
    [
      { messages: [{ role: 'user', content: [{ text: '' }] }] },
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/text'],
    ],
    [
      { messages: [{ role: 'user', content: [{ text: 'Hi' }] }], system: [{ text: '' }] },
      ['MODEL_INPUT_VALUE', 'system/0/text'],
    ],
    [{ messages: [{ role: 'user', content: '' }] }, ['MODEL_INPUT_TYPE', 'messages/0/content']],
  ])('are found once where they are empty: %j', (modelInput, spot) => {
    expect(spots(explain('amazon.nova-pro-v1:0', modelInput, 'Converse'))).toEqual([spot]);
  });
});

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

function explainClaude(modelInput: unknown): readonly ModelInputFinding[] {
  return explain(CLAUDE, modelInput, 'Converse');
}

describe('a body of Converse', () => {
  it('says of Converse: tools, and what is left of them in the conversation', () => {
    const content = [{ text: 'Hello' }, { toolUse: { toolUseId: 't', name: 'n', input: {} } }];
    const modelInput = { messages: [{ role: 'user', content }], toolConfig: { tools: [] } };

    expect(brief(explainClaude(modelInput))).toEqual([
      ['MODEL_INPUT_TOOLS_IN_CONVERSE', 'toolConfig', {}],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/1/toolUse', { key: 'toolUse' }],
    ]);
  });

  it('says of Converse: images where they have no place', () => {
    const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
    const modelInput = { messages: [{ role: 'assistant', content: [image] }] };

    expect(brief(explainClaude(modelInput))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/0/image', { key: 'image' }],
    ]);
  });

  it('says of Converse: texts outside of their patterns', () => {
    const asking = (members: object) => ({
      messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
      ...members,
    });
    const metadata = Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'v']));
    const taken = { requestMetadata: { 'team:a': '' }, guardrailConfig: { guardrailVersion: '1' } };

    expect(explainClaude(asking(taken))).toEqual([]);
    expect(spots(explainClaude(asking({ requestMetadata: { a: 'x|y', é: 'z' } })))).toEqual([
      ['MODEL_INPUT_VALUE', 'requestMetadata/a'],
      ['MODEL_INPUT_VALUE', 'requestMetadata/é'],
    ]);
    for (const requestMetadata of [{}, metadata]) {
      expect(spots(explainClaude(asking({ requestMetadata })))).toEqual([
        ['MODEL_INPUT_VALUE', 'requestMetadata'],
      ]);
    }
    expect(
      spots(explainClaude(asking({ guardrailConfig: { guardrailVersion: '0', trace: 'on' } }))),
    ).toEqual([
      ['MODEL_INPUT_VALUE', 'guardrailConfig/trace'],
      ['MODEL_INPUT_VALUE', 'guardrailConfig/guardrailVersion'],
    ]);
  });

  it.each(['performanceConfig', 'serviceTier', 'promptVariables'])(
    'holds of what nobody knows the meaning of in batch inference: %s',
    (key) => {
      const findings = explain(
        CLAUDE,
        { messages: [{ role: 'user', content: [{ text: 'Hi' }] }], [key]: {} },
        'Converse',
      );

      expect(spots(findings)).toEqual([['MODEL_INPUT_DOUBTFUL', key]]);
    },
  );

  it('is a list of blocks, not a text', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const expected = 'a list of blocks, as in [{"text": "…"}]';

    expect(
      brief(explain('amazon.nova-lite-v1:0', { messages, inferenceConfig: {} }, 'Converse')),
    ).toEqual([['MODEL_INPUT_TYPE', 'messages/0/content', { expected, received: '"Hi"' }]]);
  });
});

describe('an output of Converse', () => {
  itReadsMessages(CLAUDE, 'Converse');

  it('is read to its stop reason and usage', () => {
    const output = {
      output: { message: { role: 'assistant', content: [{ text: 'sp' }, { text: 'am' }] } },
      stopReason: 'max_tokens',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
      metrics: { latencyMs: 9 },
    };
    const expected = {
      answer: 'given',
      text: 'spam',
      finishReason: 'length',
      stopReason: 'max_tokens',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
    };

    const family = familyOf('amazon.nova-lite-v1:0', { invocationType: 'Converse' });
    expect(family?.readOutput(output)).toEqual(expected);
    expect(readConverseOutput(output)).toBe(output);
  });
});
