import { describe, expect, it } from 'vitest';
import { explain, spots } from '../../support/explain.ts';

const found = (model: string, stopSequences: readonly string[]) =>
  spots(
    explain(
      model,
      {
        messages: [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }],
        inferenceConfig: { stopSequences },
      },
      'Converse',
    ),
  );

describe('texts to stop at by Converse', () => {
  it.each(['openai.gpt-oss-20b-1:0', 'qwen.qwen3-32b-v1:0', 'deepseek.v3-v1:0'])(
    'are in doubt for %s',
    (model) => {
      expect(found(model, ['Observation:'])).toEqual([
        ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/stopSequences'],
      ]);
    },
  );

  it.each([
    'us.anthropic.claude-opus-5',
    'amazon.nova-pro-v1:0',
    'us.meta.llama3-3-70b-instruct-v1:0',
    'openai.gpt-5-v1:0',
  ])('are taken by %s', (model) => {
    expect(found(model, ['Observation:'])).toEqual([]);
  });
});

const NOVA = 'us.amazon.nova-pro-v1:0';
const messages = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];

describe('a key that Converse does not have', () => {
  it.each([
    [{ inferenceConfig: { maxTokens: 9, topK: 5 } }, 'inferenceConfig/topK', '{"topK": …}'],
    [{ inferenceConfig: { top_k: 5 } }, 'inferenceConfig/top_k', '{"top_k": …}'],
    [
      { guardrailConfig: { guardrailIdentifier: 'g', streamProcessingMode: 'sync' } },
      'guardrailConfig/streamProcessingMode',
      'ConverseStream',
    ],
    [{ anthropicBeta: ['a'] }, 'anthropicBeta', '{"anthropic_beta": […]}'],
    [{ top_k: 5 }, 'top_k', '{"top_k": …}'],
    [{ inferenceConfig: { maxToken: 9 } }, 'inferenceConfig/maxToken', '"maxTokens"'],
    [{ colour: 'red' }, 'colour', 'no "colour"'],
  ])('is in doubt once, with where it belongs: %j', (members, path, instead) => {
    const findings = explain(NOVA, { messages, ...members }, 'Converse');

    expect(spots(findings)).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
    expect(findings).toMatchObject([
      {
        args: {
          expected: expect.stringContaining(instead),
          doubt: expect.stringContaining("AWS's reference"),
        },
      },
    ]);
  });

  it('is an error where the body fails without it', () => {
    const content = [{ txt: 'Which genre is Jaws?' }];
    const unknown = (body: object) => spots(explain(NOVA, body, 'Converse'));

    expect(unknown({ messages: [{ role: 'user', content }] })).toEqual([
      ['MODEL_INPUT_UNKNOWN_KEY', 'messages/0/content/0/txt'],
    ]);
    expect(unknown({ mesages: messages })).toEqual([['MODEL_INPUT_UNKNOWN_KEY', 'mesages']]);
    expect(unknown({ messages: [{ rle: 'user', content: messages[0]?.content }] })).toEqual([
      ['MODEL_INPUT_UNKNOWN_KEY', 'messages/0/rle'],
    ]);
  });

  it('does not hide an error beside it', () => {
    const inferenceConfig = { maxTokens: 0, topK: 5, colour: 'red' };

    expect(spots(explain(NOVA, { messages, inferenceConfig }, 'Converse'))).toEqual([
      ['MODEL_INPUT_VALUE', 'inferenceConfig/maxTokens'],
      ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/colour'],
      ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/topK'],
    ]);
  });

  it('is an error by InvokeModel, where refusals were seen', () => {
    expect(spots(explain(NOVA, { messages, colour: 'red' }))).toEqual([
      ['MODEL_INPUT_UNKNOWN_KEY', 'colour'],
    ]);
  });
});
