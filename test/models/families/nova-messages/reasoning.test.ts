import { describe, expect, it } from 'vitest';
import { explain, spots } from '../../support/explain.ts';

const NOVA_1 = 'amazon.nova-pro-v1:0';
const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';
const FIELDS = 'additionalModelRequestFields';
const DOUBTED = 'MODEL_INPUT_DOUBTFUL';
const REFUSED = 'MODEL_INPUT_FORBIDDEN_KEY';

const messages = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];
const effort = (maxReasoningEffort: unknown, type = 'enabled') => ({
  reasoningConfig: { type, maxReasoningEffort },
});

const invoked = (model: string, inferenceConfig: object) =>
  spots(explain(model, { messages, inferenceConfig }));
const conversed = (model: string, fields: object, inferenceConfig: object = {}) =>
  spots(explain(model, { messages, inferenceConfig, [FIELDS]: fields }, 'Converse'));

describe('reasoning of Nova', () => {
  it.each(['low', 'medium'])('goes with all settings where it is %s', (word) => {
    const all = { temperature: 0.5, topP: 0.5, maxTokens: 9 };

    expect(invoked(NOVA_2, { ...effort(word), ...all, topK: 5 })).toEqual([]);
    expect(conversed(NOVA_2, { ...effort(word), inferenceConfig: { topK: 5 } }, all)).toEqual([]);
  });

  it.each([
    ['temperature', 1, REFUSED],
    ['topP', 0.5, REFUSED],
    ['topK', 5, REFUSED],
    ['top_p', 0.5, REFUSED],
    ['top_k', 5, REFUSED],
    ['maxTokens', 9, DOUBTED],
    ['max_new_tokens', 9, DOUBTED],
  ])('that is high goes without %s by InvokeModel', (key, value, code) => {
    expect(invoked(NOVA_2, effort('high'))).toEqual([]);
    expect(invoked(NOVA_2, { ...effort('high', 'disabled'), [key]: value })).toEqual([]);
    expect(invoked(NOVA_2, { ...effort('high'), [key]: value })).toEqual([
      [code, `inferenceConfig/${key}`],
    ]);
  });

  it('that is high goes without them by Converse', () => {
    const set = { temperature: 0.5, topP: 0.5, maxTokens: 9 };

    expect(conversed(NOVA_2, effort('high'))).toEqual([]);
    expect(conversed(NOVA_2, { ...effort('high'), inferenceConfig: { topK: 5 } }, set)).toEqual([
      [REFUSED, 'inferenceConfig/temperature'],
      [REFUSED, 'inferenceConfig/topP'],
      [REFUSED, `${FIELDS}/inferenceConfig/topK`],
      [DOUBTED, 'inferenceConfig/maxTokens'],
    ]);
  });

  it('is doubted before Nova 2, whatever the effort', () => {
    expect(invoked(NOVA_1, { ...effort('low'), maxTokens: 9 })).toEqual([
      [DOUBTED, 'inferenceConfig/reasoningConfig'],
    ]);
    expect(conversed(NOVA_1, effort('high'), { maxTokens: 9 })).toEqual([
      [DOUBTED, `${FIELDS}/reasoningConfig`],
    ]);
  });

  it.each([
    [effort('max'), 'reasoningConfig/maxReasoningEffort'],
    [{ reasoningConfig: { type: 'adaptive' } }, 'reasoningConfig/type'],
    [{ reasoningConfig: { type: true } }, 'reasoningConfig/type'],
  ])('has the words of AWS: %j', (config, path) => {
    expect(conversed(NOVA_2, config)).toEqual([[DOUBTED, `${FIELDS}/${path}`]]);
  });
});

describe('parameters of Nova by Converse', () => {
  it.each([0, 1, 128])('take topK %d', (topK) => {
    expect(conversed(NOVA_1, { inferenceConfig: { topK } })).toEqual([]);
  });

  it.each([-1, 129, 0.5, '5', null])('are in doubt with topK %j', (topK) => {
    expect(conversed(NOVA_1, { inferenceConfig: { topK } })).toEqual([
      [DOUBTED, `${FIELDS}/inferenceConfig/topK`],
    ]);
  });

  it.each(['topK', 'top_k', 'thinking', 'reasoning_config'])('are in doubt with %s', (key) => {
    expect(conversed(NOVA_2, { [key]: 5 })).toEqual([[DOUBTED, `${FIELDS}/${key}`]]);
    expect(conversed('us.meta.llama3-3-70b-instruct-v1:0', { [key]: 5 })).toEqual([]);
  });
});
