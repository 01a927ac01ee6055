import { describe, expect, it } from 'vitest';
import { explainModelInput, familyNamed } from '../../../../src/models/index.ts';

const found = (modelId: string, more: Readonly<Record<string, unknown>>) =>
  explainModelInput(
    familyNamed('claude-messages'),
    {
      anthropic_version: '2026-10-21',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Hello' }],
      ...more,
    },
    { modelId },
  ).map(({ code, path }) => [code, path.join('.')]);

describe('the newer version of the API of Claude', () => {
  it.each(['anthropic.claude-opus-4-6-v1', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'])(
    'is refused by %s',
    (model) => {
      expect(found(model, {})).toEqual([['MODEL_INPUT_VALUE', 'anthropic_version']]);
    },
  );

  it.each([
    'us.anthropic.claude-opus-4-7',
    'us.anthropic.claude-opus-5',
    'us.anthropic.claude-sonnet-5-5',
    'us.anthropic.claude-opus-9',
  ])('is in doubt for %s', (model) => {
    expect(found(model, {})).toEqual([['MODEL_INPUT_DOUBTFUL', 'anthropic_version']]);
  });

  it('takes no sampling, even where the older one takes it', () => {
    const codes = found('us.anthropic.claude-opus-5', { temperature: 1 });
    expect(codes).toContainEqual(['MODEL_INPUT_FORBIDDEN_KEY', 'temperature']);
    const older = { temperature: 1, anthropic_version: 'bedrock-2023-05-31' };
    expect(found('us.anthropic.claude-opus-5', older)).toEqual([]);
  });
});
