import { describe, expect, it } from 'vitest';
import { normalizeModelId, parseModelId } from '../../../src/models/index.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333';
const FOUNDATION = 'arn:aws:bedrock:us-east-1::foundation-model';

describe('parseModelId()', () => {
  it.each([
    'anthropic.claude-sonnet-4-6',
    'anthropic.claude-3-haiku-20240307-v1:0',
    'anthropic.claude-3-haiku-20240307-v1:0:48k',
    'amazon.titan-embed-image-v1',
    'minimax.minimax-m2.1',
    'newcomer.model-1',
  ])('takes the bare id %s', (text) => {
    expect(parseModelId(text)).toEqual({ kind: 'foundation-model', foundationModel: text });
    expect(parseModelId(`${FOUNDATION}/${text}`)).toEqual(parseModelId(text));
  });

  it.each(['us', 'eu', 'apac', 'jp', 'au', 'ca', 'global', 'us-gov', 'mx'])(
    'takes a profile of %s, as id and as ARN',
    (prefix) => {
      const text = `${prefix}.anthropic.claude-sonnet-4-20250514-v1:0`;
      const parsed = {
        kind: 'inference-profile',
        prefix,
        foundationModel: 'anthropic.claude-sonnet-4-20250514-v1:0',
      };

      expect(parseModelId(text)).toEqual(parsed);
      expect(parseModelId(`${ARN}:inference-profile/${text}`)).toEqual(parsed);
    },
  );

  it('takes a profile of a provider it does not know by its prefix', () => {
    expect(parseModelId('us.newcomer.model-1')).toEqual({
      kind: 'inference-profile',
      prefix: 'us',
      foundationModel: 'newcomer.model-1',
    });
  });

  it('takes an application inference profile, which says nothing of the model', () => {
    expect(parseModelId(`${ARN}:application-inference-profile/abc123`)).toEqual({
      kind: 'application-inference-profile',
      id: 'abc123',
    });
  });

  it('takes a custom model, whose ARN holds the base id', () => {
    expect(
      parseModelId(`${ARN}:custom-model/amazon.titan-embed-text-v2:0:8k/abcdef123456`),
    ).toEqual({
      kind: 'custom-model',
      foundationModel: 'amazon.titan-embed-text-v2:0:8k',
      id: 'abcdef123456',
    });
  });

  it('takes an ARN of another partition', () => {
    const arn = 'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-pro-v1:0';

    expect(parseModelId(arn).kind).toBe('foundation-model');
  });

  it('takes a bare name', () => {
    expect(parseModelId('my-model')).toEqual({ kind: 'name', name: 'my-model' });
  });

  it.each([
    ['provisioned-model', 'provisioned throughput'],
    ['imported-model', 'imported model'],
    ['custom-model-deployment', 'deployment'],
    ['prompt', 'managed prompt'],
    ['prompt-router', 'prompt router'],
  ])('says why a %s has no batch inference', (resource, reason) => {
    const parsed = parseModelId(`${ARN}:${resource}/abcdef123456`);

    expect(parsed).toMatchObject({
      kind: 'not-batchable',
      reason: expect.stringContaining(reason),
    });
  });

  it.each([
    '',
    ' ',
    'anthropic.',
    '.claude',
    'anthropic.claude sonnet',
    'anthropic.claude-3\n',
    'https://example.com/a.b',
    `${ARN}:custom-model/amazon.titan/short`,
    `${ARN}:foundation-model/amazon.nova-pro-v1:0`,
    `${ARN}:unheard-of/abc`,
    'arn:aws:s3:::bucket/a.b',
    'a'.repeat(2049),
    'toString.constructor.__proto__',
  ])('says that %j is malformed', (text) => {
    expect(parseModelId(text).kind).toBe('malformed');
  });
});

describe('normalizeModelId()', () => {
  it.each([
    ['amazon.nova-pro-v1:0', `${FOUNDATION}/amazon.nova-pro-v1:0`],
    ['us.amazon.nova-pro-v1:0', `${ARN}:inference-profile/us.amazon.nova-pro-v1:0`],
  ])('gives the id %s for its ARN', (id, arn) => {
    expect(normalizeModelId(arn)).toBe(id);
    expect(normalizeModelId(id)).toBe(id);
  });

  it('keeps profiles, custom models and what it cannot read apart', () => {
    const texts = [
      'amazon.nova-pro-v1:0',
      'us.amazon.nova-pro-v1:0',
      'eu.amazon.nova-pro-v1:0',
      `${ARN}:custom-model/amazon.nova-pro-v1:0/abcdef123456`,
      `${ARN}:custom-model/amazon.nova-pro-v1:0/abcdef123457`,
      `${ARN}:application-inference-profile/abc`,
      `${ARN}:provisioned-model/abc`,
      'my-model',
      'no model id',
    ];

    expect(new Set(texts.map(normalizeModelId)).size).toBe(texts.length);
  });
});
