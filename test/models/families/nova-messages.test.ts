import { describe, expect, it } from 'vitest';
import { familyOf, nova, readNovaOutput } from '../../../src/models/index.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain, spots } from '../support/explain.ts';
import { itReadsMessages } from '../support/message-answers.ts';

const NOVA = 'amazon.nova-lite-v1:0';
const novaBody = nova.messages({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] });

function novaConfig(inferenceConfig: object): object {
  return { ...novaBody, inferenceConfig };
}

function asking(...content: readonly object[]): object {
  return { messages: [{ role: 'user', content }] };
}

const image_url = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
const claudeImage = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
};

describe('a block of another API', () => {
  it.each([
    ['text', { type: 'text', text: 'Hi' }, '{"text": "…"}'],
    ['image_url', image_url, '{"image": {"format": "png", "source": {"bytes": "…"}}}'],
    ['image', claudeImage, '{"image": {"format": "png", "source": {"bytes": "…"}}}'],
  ])('is shown to Nova as Nova writes it: %s', (type, block, example) => {
    expect(brief(explain(NOVA, asking(block)))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0',
        { expected: `a block such as ${example}`, received: `a block with "type": "${type}"` },
      ],
    ]);
  });

  it('is shown to Nova in the system prompt too', () => {
    const body = { ...asking({ text: 'Hi' }), system: [{ type: 'text', text: 'Be brief' }] };

    expect(spots(explain(NOVA, body))).toEqual([['MODEL_INPUT_VALUE', 'system/0']]);
  });
});

describe('a turn', () => {
  it('of the system stands beside the messages', () => {
    const messages = [{ role: 'developer', content: [{ text: 'Hi' }] }];
    const expected = 'one of "user", "assistant"; the system prompt stands in "system"';

    expect(brief(explain(NOVA, { messages }))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/role', { expected, received: '"developer"' }],
    ]);
  });

  it('of the user is the first for Nova', () => {
    const messages = ['assistant', 'user'].map((role) => ({ role, content: [{ text: 'Hi' }] }));

    expect(spots(explain(NOVA, { messages }))).toEqual([['MODEL_INPUT_VALUE', 'messages/0/role']]);
    expect(explain(NOVA, { messages: messages.toReversed() })).toEqual([]);
  });

  it('is a list, not a text', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const expected = 'a list of blocks, as in [{"text": "…"}]';

    expect(brief(explain(NOVA, { schemaVersion: 'messages-v1', messages }))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/0/content', { expected, received: '"Hi"' }],
    ]);
  });
});

describe('tools', () => {
  it('are warned of with InvokeModel, for the pages of AWS contradict one another', () => {
    const messages = [{ role: 'user', content: [{ text: 'Hi' }] }];
    const toolConfig = { tools: [{ toolSpec: {} }] };

    expect(spots(explain(NOVA, { messages, toolConfig }))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'toolConfig/tools'],
    ]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['messages', { ...novaBody, messages: [] }],
    ['inferenceConfig/temperature', novaConfig({ temperature: 0 })],
    ['inferenceConfig/reasoningConfig', novaConfig({ reasoningConfig: { type: 'enabled' } })],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(NOVA, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([
    [NOVA, novaConfig({ temperature: 0.00001 })],
    ['amazon.nova-2-lite-v1:0', novaConfig({ reasoningConfig: { type: 'enabled' } })],
  ])('is not met by what lies within, or is not known at all: %s (%#)', (model, modelInput) => {
    expect(explain(model, modelInput)).toEqual([]);
  });
});

describe('reasoning of Nova 2', () => {
  const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';
  const high = { type: 'enabled', maxReasoningEffort: 'high' };

  it('stands beside the other parameters, or among them', () => {
    expect(explain(NOVA_2, { ...novaBody, reasoningConfig: high })).toEqual([]);
    expect(explain(NOVA_2, novaConfig({ reasoningConfig: high }))).toEqual([]);
    expect(spots(explain(NOVA, { ...novaBody, reasoningConfig: high }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'reasoningConfig'],
    ]);
  });

  it('goes with no sampling where it is high, wherever it stands', () => {
    const sampled = novaConfig({ topP: 0.5 });

    expect(spots(explain(NOVA_2, { ...sampled, reasoningConfig: high }))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'inferenceConfig/topP'],
    ]);
  });
});

describe('Nova Micro', () => {
  it('takes text only', () => {
    const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
    const body = { messages: [{ role: 'user', content: [{ text: 'Hello' }, image] }] };

    expect(explain('amazon.nova-lite-v1:0', body)).toEqual([]);
    expect(spots(explain('us.amazon.nova-micro-v1:0', body))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'messages/0/content/1/image'],
    ]);
  });
});

describe('a document', () => {
  it('is in doubt by InvokeModel, and not looked into', () => {
    const document = { name: 'a.b', format: 'pdf', source: { bytes: 'AAAA' } };
    const body = { messages: [{ role: 'user', content: [{ document }] }] };

    expect(spots(explain('amazon.nova-lite-v1:0', body))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/document'],
    ]);
  });
});

describe('an output of Nova', () => {
  itReadsMessages(NOVA, 'InvokeModel');

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

    expect(familyOf(NOVA)?.readOutput(output)).toEqual(expected);
    expect(readNovaOutput(output)).toBe(output);
  });

  itFindsTheError(NOVA, [{ errorMessage: 'bad request' }]);
});
