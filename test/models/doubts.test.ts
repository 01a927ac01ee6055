import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/core/index.ts';
import { claude, type ModelInputFinding, nova } from '../../src/models/index.ts';
import { brief, explain, spots } from './support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';
const TITAN = 'amazon.titan-embed-text-v2:0';
const OPENAI = 'openai.gpt-oss-20b-1:0';
const LLAMA = 'meta.llama3-1-8b-instruct-v1:0';
const SMALL = 'mistral.mistral-small-2402-v1:0';
const LARGE = 'mistral.mistral-large-2407-v1:0';

const messages = [{ role: 'user', content: 'Hello' }];
const claudeBody = claude.messages({ max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });
const novaBody = nova.messages({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] });
const converseBody = { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] };

function novaConfig(inferenceConfig: object): object {
  return { ...novaBody, inferenceConfig };
}

function doubtsOf(findings: readonly ModelInputFinding[]): readonly (readonly string[])[] {
  return spots(findings).filter(([code]) => code === 'MODEL_INPUT_DOUBTFUL');
}

describe('a bound that is in doubt', () => {
  it.each([
    [CLAUDE, 'temperature', { ...claudeBody, temperature: 1.5 }],
    [CLAUDE, 'top_p', { ...claudeBody, top_p: -0.1 }],
    [CLAUDE, 'top_k', { ...claudeBody, top_k: 501 }],
    [CLAUDE, 'top_k', { ...claudeBody, top_k: 2.5 }],
    [CLAUDE, 'messages', { ...claudeBody, messages: [] }],
    [NOVA, 'messages', { ...novaBody, messages: [] }],
    [NOVA, 'inferenceConfig/temperature', novaConfig({ temperature: 0 })],
    [NOVA, 'inferenceConfig/reasoningConfig', novaConfig({ reasoningConfig: { type: 'enabled' } })],
    [TITAN, 'inputText', { inputText: 'x'.repeat(50_001) }],
    [OPENAI, 'messages', { messages: [] }],
    [OPENAI, 'max_tokens', { messages, max_tokens: 0 }],
    [OPENAI, 'max_completion_tokens', { messages, max_completion_tokens: 1.5 }],
    [LLAMA, 'temperature', { prompt: 'Hi', temperature: 2 }],
    [LLAMA, 'top_p', { prompt: 'Hi', top_p: 2 }],
    [LLAMA, 'max_gen_len', { prompt: 'Hi', max_gen_len: 0 }],
    [LLAMA, 'images', { prompt: 'Hi', images: ['AAAA'] }],
    [SMALL, 'temperature', { prompt: 'Hi', temperature: 1.1 }],
    [SMALL, 'top_p', { prompt: 'Hi', top_p: 1.1 }],
    [SMALL, 'max_tokens', { prompt: 'Hi', max_tokens: 0 }],
    [SMALL, 'stop', { prompt: 'Hi', stop: Array(11).fill('x') }],
    [LARGE, 'messages', { messages: [] }],
    [LARGE, 'max_tokens', { messages, max_tokens: 0.5 }],
  ])('is a warning, not an error: %s, %s', (model, path, modelInput) => {
    expect(spots(explain(model, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([
    [CLAUDE, { ...claudeBody, temperature: 1, top_k: 500 }],
    [CLAUDE, { ...claudeBody, top_p: 0, top_k: 0 }],
    [CLAUDE, { ...claudeBody, thinking: { type: 'adaptive', effort: 3 } }],
    [NOVA, novaConfig({ temperature: 0.00001 })],
    ['amazon.nova-2-lite-v1:0', novaConfig({ reasoningConfig: { type: 'enabled' } })],
    [TITAN, { inputText: '😀'.repeat(50_000) }],
    [OPENAI, { messages, temperature: 7, top_p: -3, max_tokens: 1 }],
    [LLAMA, { prompt: 'Hi', temperature: 0, top_p: 1, max_gen_len: 1 }],
    ['meta.llama3-2-11b-instruct-v1:0', { prompt: 'Hi', images: ['AAAA'] }],
    [SMALL, { prompt: 'Hi', temperature: 1, top_p: 0, stop: Array(10).fill('x') }],
  ])('is not met by what lies within, or is not known at all: %s (%#)', (model, modelInput) => {
    expect(explain(model, modelInput)).toEqual([]);
  });

  it('holds of gpt-oss, which is said to take text only', () => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
    ];
    const modelInput = { messages: [{ role: 'user', content }] };

    expect(brief(explain(OPENAI, modelInput))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/1',
        { expected: 'text only', received: 'a part of type "image_url"' },
      ],
    ]);
    expect(explain('google.gemma-3-12b-it', modelInput)).toEqual([]);
  });

  it.each(['performanceConfig', 'serviceTier', 'promptVariables'])(
    'holds of what nobody knows the meaning of in batch inference: %s',
    (key) => {
      const findings = explain(CLAUDE, { ...converseBody, [key]: {} }, 'Converse');

      expect(spots(findings)).toEqual([['MODEL_INPUT_DOUBTFUL', key]]);
    },
  );

  it('says the value, the bound and the doubt', () => {
    const [finding] = explain(CLAUDE, { ...claudeBody, temperature: 1.5 });
    if (finding === undefined) throw new Error('Nothing was found');

    const { code, args } = finding;
    const diagnostic = diagnose(code, { location: { source: 'x' }, args });

    expect(diagnostic).toMatchObject({ severity: 'warning' });
    expect(diagnostic.message).toBe(
      '"temperature" is 1.5; Claude messages is believed to take a number from 0 to 1 there, ' +
        "but AWS's documents at hand do not confirm it",
    );
  });

  it('is silent where the same place has an error', () => {
    const modelInput = { ...claudeBody, temperature: 1.5 };

    expect(spots(explain('anthropic.claude-opus-5', modelInput))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'temperature'],
    ]);
  });

  it('hides no error, however many there are', () => {
    const part = { type: 'image_url' };
    const content = Array.from({ length: 500 }, () => part);
    const findings = explain(OPENAI, { messages: [{ role: 'user', content }], stream: true });

    expect(findings).toHaveLength(100);
    expect(spots(findings)[0]).toEqual(['MODEL_INPUT_FORBIDDEN_KEY', 'stream']);
  });

  it('covers no error: a warning explains nothing', () => {
    const haiku = 'anthropic.claude-haiku-4-5-20251001-v1:0';

    expect(spots(explain(haiku, { ...claudeBody, temperature: 0.5, top_p: '0.9' }))).toEqual([
      ['MODEL_INPUT_TYPE', 'top_p'],
    ]);
  });
});

describe('a form that is in doubt', () => {
  const DEVSTRAL = 'mistral.devstral-2-123b';

  it('makes warnings of what would be errors', () => {
    const body = { messages: [{ role: 'user' }], max_tokens: 'many' };

    expect(spots(explain('qwen.qwen3-32b-v1:0', body))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'messages/0/content'],
      ['MODEL_INPUT_TYPE', 'max_tokens'],
    ]);
    expect(doubtsOf(explain(DEVSTRAL, body))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content'],
      ['MODEL_INPUT_DOUBTFUL', 'max_tokens'],
    ]);
    expect(explain(DEVSTRAL, { messages })).toEqual([]);
  });

  it('says in one warning that a body is of another family', () => {
    expect(brief(explain(DEVSTRAL, { inputText: 'Hello', dimensions: 256 }))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'dimensions',
        { expected: 'no "dimensions"', received: 'a key of Titan Text Embeddings V2' },
      ],
    ]);
  });

  it('concerns the family alone that is in doubt', () => {
    const findings = explain(DEVSTRAL, { messages: [{ role: 'user' }] }, 'Converse');

    expect(spots(findings)).toEqual([['MODEL_INPUT_REQUIRED', 'messages/0/content']]);
  });
});
