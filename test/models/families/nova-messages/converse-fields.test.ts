import { describe, expect, it } from 'vitest';
import { brief, explain } from '../../support/explain.ts';

function found(model: string, inferenceConfig: unknown) {
  const messages = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];
  const body = { messages, additionalModelRequestFields: { inferenceConfig } };
  return brief(explain(model, body, 'Converse'));
}

describe('the second inferenceConfig of Nova by Converse', () => {
  it.each([
    ['top_k', 20, '"topK"'],
    ['top-k', 20, '"topK"'],
    ['TopK', 20, '"topK"'],
    ['reasoningConfig', { type: 'enabled' }, expect.stringContaining('not in it')],
    ['maxTokens', 9, '"inferenceConfig.maxTokens" of the body'],
    ['top_p', 0.5, '"inferenceConfig.topP" of the body'],
    ['colour', 'red', 'no "colour"'],
  ])('has topK alone: %s', (key, value, expected) => {
    for (const model of ['us.amazon.nova-pro-v1:0', 'us.amazon.nova-2-lite-v1:0']) {
      expect(found(model, { [key]: value })).toEqual([
        [
          'MODEL_INPUT_DOUBTFUL',
          `additionalModelRequestFields/inferenceConfig/${key}`,
          { expected, received: 'set' },
        ],
      ]);
    }
  });

  it('is taken as AWS shows it', () => {
    expect(found('us.amazon.nova-pro-v1:0', { topK: 20 })).toEqual([]);
    expect(found('us.amazon.nova-pro-v1:0', {})).toEqual([]);
    expect(found('us.anthropic.claude-haiku-4-5-20251001-v1:0', { top_k: 20 })).not.toEqual([]);
  });
});
