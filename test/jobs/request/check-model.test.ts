import { describe, expect, it } from 'vitest';
import { requireSubmittableModel } from '../../../src/jobs/request/check-model.ts';

const built = { model: 'amazon.nova-lite-v1:0', invocationType: 'InvokeModel' } as const;
const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';

describe('requireSubmittableModel()', () => {
  it.each([
    ['the model of the dataset', {}],
    ['its inference profile', { model: 'us.amazon.nova-lite-v1:0' }],
    ['another model of the family', { model: 'amazon.nova-pro-v1:0' }],
    [
      'an opaque profile with its base model',
      { model: PROFILE, baseModel: 'amazon.nova-lite-v1:0' },
    ],
    ['an opaque profile unchecked', { model: PROFILE, allowUnchecked: true }],
    [
      'another invocation type unchecked',
      { modelInvocationType: 'Converse', allowUnchecked: true },
    ],
  ] as const)('takes %s', (_, options) => {
    expect(() => requireSubmittableModel(built, options)).not.toThrow();
  });

  it.each([
    ['an opaque profile', { model: PROFILE }, 'MODEL_UNKNOWN'],
    ['another family', { model: 'amazon.titan-embed-text-v2:0' }, 'INVALID_OPTION'],
    ['another invocation type', { modelInvocationType: 'Converse' }, 'INVALID_OPTION'],
    [
      'provisioned throughput, unchecked too',
      {
        model: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghij12',
        allowUnchecked: true,
      },
      'MODEL_NOT_BATCHABLE',
    ],
  ] as const)('refuses %s', (_, options, code) => {
    expect(() => requireSubmittableModel(built, options)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('takes a model that AWS does not list, where its schema is known, unless that is made an error', () => {
    const claude = { model: 'us.anthropic.claude-opus-5', invocationType: 'InvokeModel' } as const;
    const model = 'us.anthropic.claude-opus-5-5';
    const severities = { MODEL_BATCH_UNLIKELY: 'error' } as const;

    expect(() => requireSubmittableModel(claude, { model })).not.toThrow();
    expect(() => requireSubmittableModel(claude, { model, severities })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
    for (const unchecked of ['cohere.embed-v4:0', 'writer.palmyra-x5-v1:0']) {
      expect(() => requireSubmittableModel(claude, { model: unchecked })).toThrow(
        expect.objectContaining({ code: 'MODEL_UNKNOWN' }),
      );
    }
  });

  it('names the id that a misspelt one resembles, and both ways on', () => {
    expect(() => requireSubmittableModel(built, { model: 'amazn.nova-lite-v1:0' })).toThrow(
      expect.objectContaining({
        code: 'MODEL_UNKNOWN',
        hint: 'Did you mean amazon.nova-lite-v1:0? Otherwise name the foundation model behind it with --base-model; or go on unchecked with --allow-unchecked',
      }),
    );
  });

  it('keeps the base model that an opaque model was built with', () => {
    const opaque = {
      model: PROFILE,
      baseModel: 'amazon.nova-lite-v1:0',
      invocationType: 'InvokeModel',
    } as const;

    expect(() => requireSubmittableModel(opaque, {})).not.toThrow();
  });
});
