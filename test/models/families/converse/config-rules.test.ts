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
