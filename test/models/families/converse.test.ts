import { describe, expect, it } from 'vitest';
import type { ModelInputFinding } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const image = { image: { format: 'png', source: { bytes: 'AAAA' } } };

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
    expect(explainConverse('amazon.nova-pro-v1:0', members)).toEqual([]);
  });

  it('says where the parameters of single models stand', () => {
    const members = { inferenceConfig: { topK: 5, reasoningConfig: {} } };

    expect(explainConverse('amazon.nova-2-lite-v1:0', members)).toMatchObject([
      {
        code: 'MODEL_INPUT_FORBIDDEN_KEY',
        path: ['inferenceConfig', 'topK'],
        args: { reason: expect.stringContaining('additionalModelRequestFields') },
      },
      { code: 'MODEL_INPUT_FORBIDDEN_KEY', path: ['inferenceConfig', 'reasoningConfig'] },
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

    expect(brief(explainConverse('amazon.nova-pro-v1:0', members))).toEqual([
      ['MODEL_INPUT_UNKNOWN_KEY', 'guardrailConfig/guardrailId', { key: 'guardrailId' }],
      [
        'MODEL_INPUT_UNKNOWN_KEY',
        'outputConfig/textformat',
        { key: 'textformat', nearest: 'textFormat' },
      ],
    ]);
  });
});
