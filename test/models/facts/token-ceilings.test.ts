import { describe, expect, it } from 'vitest';
import {
  claude,
  knowledgeOf,
  type ModelInputFinding,
  tokenCeilingOf,
  tokenCeilings,
} from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const messages = [{ role: 'user' as const, content: 'Hello' }];

function explainClaude(model: string, max_tokens: number): readonly ModelInputFinding[] {
  return explain(model, claude.messages({ max_tokens, messages }));
}

function novaBody(inferenceConfig: object): object {
  return { messages: [{ role: 'user', content: [{ text: 'Hello' }] }], inferenceConfig };
}

describe('tokenCeilings', () => {
  it('say where and when they were read, of models that are known', () => {
    for (const { prefix, source, readOn, maxTokens } of tokenCeilings) {
      expect(knowledgeOf(prefix), prefix).toBeDefined();
      expect(source, prefix).not.toBe('');
      expect(readOn, prefix).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
      expect(maxTokens ?? 1, prefix).toBeGreaterThan(0);
    }
  });

  it('have one row for each prefix, and the longest counts', () => {
    const prefixes = tokenCeilings.map(({ prefix }) => prefix);

    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(tokenCeilingOf('zai.glm-4.7')?.maxTokens).toBe(4096);
    expect(tokenCeilingOf('zai.glm-4.7-flash')?.maxTokens).toBeUndefined();
    expect(tokenCeilingOf('newcomer.model-1')).toBeUndefined();
  });
});

describe('max_tokens above the ceiling', () => {
  it.each([
    ['us.anthropic.claude-opus-5-v1:0', 128_000],
    ['anthropic.claude-sonnet-4-6', 128_000],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 64_000],
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
          expected: 'at most 128,000 tokens for anthropic.claude-opus-5',
          received: '200000',
          doubt: expect.stringContaining('probed in September 2026'),
        },
      },
    ]);
  });

  it('is an error of the first Nova models, whose ceiling AWS documents', () => {
    const model = 'eu.amazon.nova-lite-v1:0';
    const expected = 'at most 5,000 tokens for amazon.nova-lite-v1:0';

    expect(explain(model, novaBody({ maxTokens: 5000 }))).toEqual([]);
    expect(brief(explain(model, novaBody({ maxTokens: 5001 })))).toEqual([
      ['MODEL_INPUT_VALUE', 'inferenceConfig/maxTokens', { expected, received: '5001' }],
    ]);
    expect(spots(explain(model, novaBody({ max_new_tokens: 5001 })))).toEqual([
      ['MODEL_INPUT_VALUE', 'inferenceConfig/max_new_tokens'],
    ]);
    expect(explain('amazon.nova-2-lite-v1:0', novaBody({ maxTokens: 60_000 }))).toEqual([]);
  });

  it.each([
    ['moonshotai.kimi-k2.5', { messages, max_tokens: 262_145 }, 'max_tokens'],
    ['moonshotai.kimi-k2.5', { messages, max_completion_tokens: 262_145 }, 'max_completion_tokens'],
    ['zai.glm-4.7', { messages, max_tokens: 4097 }, 'max_tokens'],
    ['meta.llama3-3-70b-instruct-v1:0', { prompt: 'Hi', max_gen_len: 2049 }, 'max_gen_len'],
    ['mistral.mistral-small-2402-v1:0', { prompt: 'Hi', max_tokens: 8193 }, 'max_tokens'],
    ['mistral.mistral-large-2407-v1:0', { messages, max_tokens: 8193 }, 'max_tokens'],
  ])('is doubted of %s', (model, modelInput, path) => {
    expect(spots(explain(model, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it('holds for Converse too', () => {
    const body = novaBody({ maxTokens: 4097 });
    const model = 'anthropic.claude-3-haiku-20240307-v1:0';

    expect(spots(explain(model, body, 'Converse'))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'inferenceConfig/maxTokens'],
    ]);
  });
});
