import { describe, expect, it } from 'vitest';
import { claude, type ModelInputFinding } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const messages = [{ role: 'user' as const, content: 'Hello' }];

function explainClaude(model: string, max_tokens: number): readonly ModelInputFinding[] {
  return explain(model, claude.messages({ max_tokens, messages }));
}

function novaBody(inferenceConfig: object): object {
  return { messages: [{ role: 'user', content: [{ text: 'Hello' }] }], inferenceConfig };
}

describe('max_tokens above the ceiling', () => {
  it.each([
    ['us.anthropic.claude-opus-5-v1:0', 131_072],
    ['anthropic.claude-sonnet-4-6', 128_000],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 65_536],
    ['us.anthropic.claude-opus-4-1-20250805-v1:0', 32_768],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 128_000],
    ['anthropic.claude-3-5-haiku-20241022-v1:0', 8192],
    ['anthropic.claude-3-haiku-20240307-v1:0', 4096],
  ])('is doubted of Claude: %s', (model, most) => {
    expect(explainClaude(model, most)).toEqual([]);
    expect(spots(explainClaude(model, most + 1))).toEqual([['MODEL_INPUT_DOUBTFUL', 'max_tokens']]);
  });

  it('says why it is in doubt', () => {
    expect(explainClaude('anthropic.claude-opus-5', 200_000)).toMatchObject([
      {
        args: {
          expected: 'at most 131,072 tokens for anthropic.claude-opus-5',
          received: '200000',
          doubt: expect.stringContaining('card of the model says 128K'),
        },
      },
    ]);
  });

  it('says of which model the number is, where nothing is known of this one', () => {
    expect(explainClaude('anthropic.claude-opus-5-v1:0', 200_000)).toMatchObject([
      {
        code: 'MODEL_INPUT_DOUBTFUL',
        args: { doubt: expect.stringContaining('known of anthropic.claude-opus-5,') },
      },
    ]);
  });

  it.each([
    ['us.anthropic.claude-opus-5-2', 'anthropic.claude-opus-5'],
    ['us.anthropic.claude-opus-6', 'anthropic.claude-opus-5-5'],
    ['global.anthropic.claude-sonnet-5-7', 'anthropic.claude-sonnet-5-5'],
    ['eu.anthropic.claude-haiku-5', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
  ])('is that of the nearest older one of which some is known: %s', (model, older) => {
    expect(explainClaude(model, 128_000)).toEqual([]);
    expect(explainClaude(model, 200_000)).toMatchObject([
      {
        code: 'MODEL_INPUT_DOUBTFUL',
        args: { doubt: expect.stringContaining(`known of ${older},`) },
      },
    ]);
  });

  it('is an error of the first Nova models from where it was refused, and in doubt before', () => {
    const model = 'eu.amazon.nova-lite-v1:0';
    const expected = 'at most 10,000 tokens for amazon.nova-lite-v1:0';

    expect(explain(model, novaBody({ maxTokens: 5000 }))).toEqual([]);
    for (const maxTokens of [5001, 8000, 10_000]) {
      expect(spots(explain(model, novaBody({ maxTokens })))).toEqual([
        ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/maxTokens'],
      ]);
    }
    expect(brief(explain(model, novaBody({ maxTokens: 10_001 })))).toEqual([
      ['MODEL_INPUT_VALUE', 'inferenceConfig/maxTokens', { expected, received: '10001' }],
    ]);
    expect(spots(explain(model, novaBody({ max_new_tokens: 10_001 })))).toEqual([
      ['MODEL_INPUT_VALUE', 'inferenceConfig/max_new_tokens'],
    ]);
    expect(explain('amazon.nova-2-lite-v1:0', novaBody({ maxTokens: 60_000 }))).toEqual([]);
  });

  it('is never an error of a model whose number is another one’s', () => {
    const body = novaBody({ maxTokens: 20_000 });

    expect(spots(explain('amazon.nova-lite-v2:0', body))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/maxTokens'],
    ]);
  });

  it.each([
    ['moonshotai.kimi-k2.5', { messages, max_tokens: 16_385 }, 'max_tokens'],
    ['moonshotai.kimi-k2.5', { messages, max_completion_tokens: 16_385 }, 'max_completion_tokens'],
    ['openai.gpt-oss-120b-1:0', { messages, max_tokens: 100_000 }, 'max_tokens'],
    ['qwen.qwen3-32b-v1:0', { messages, max_tokens: 8193 }, 'max_tokens'],
    ['qwen.qwen3-coder-next', { messages, max_tokens: 16_385 }, 'max_tokens'],
    ['us.meta.llama4-scout-17b-instruct-v1:0', { prompt: 'Hi', max_gen_len: 8193 }, 'max_gen_len'],
    ['zai.glm-4.7', { messages, max_tokens: 4097 }, 'max_tokens'],
    ['meta.llama3-3-70b-instruct-v1:0', { prompt: 'Hi', max_gen_len: 2049 }, 'max_gen_len'],
    ['mistral.mistral-small-2402-v1:0', { prompt: 'Hi', max_tokens: 8193 }, 'max_tokens'],
    ['mistral.mistral-large-2407-v1:0', { messages, max_tokens: 8193 }, 'max_tokens'],
  ])('is doubted of %s', (model, modelInput, path) => {
    expect(spots(explain(model, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it('is an error of a model whose card has less for the request and its answer together', () => {
    const model = 'us.anthropic.claude-opus-4-6-v1';
    const expected = `at most 1,048,576 tokens for anthropic.claude-opus-4-6-v1`;

    expect(spots(explainClaude(model, 1_048_576))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'max_tokens'],
    ]);
    expect(brief(explainClaude(model, 1_048_577))).toEqual([
      ['MODEL_INPUT_VALUE', 'max_tokens', { expected, received: '1048577' }],
    ]);
    // of another model that is a guess
    expect(spots(explainClaude('anthropic.claude-opus-4-6-fast-v1', 1_048_577))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'max_tokens'],
    ]);
  });

  it('holds for Converse too', () => {
    const body = novaBody({ maxTokens: 4097 });
    const model = 'anthropic.claude-3-haiku-20240307-v1:0';

    expect(spots(explain(model, body, 'Converse'))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/maxTokens'],
    ]);
  });
});
