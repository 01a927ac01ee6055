import { describe, expect, it } from 'vitest';
import { shapeOfFamily } from '../../../src/models/families/family-shape.ts';
import { families, familyOf, type ModelFamily, resolveModel } from '../../../src/models/index.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333';
const OPAQUE = `${ARN}:application-inference-profile/abc123`;

describe('families', () => {
  it('have names of their own', () => {
    const names = families.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
  });

  it.each(families)('have marks that no other family knows: $name', ({ name, marks }) => {
    const keysOf = (family: ModelFamily): readonly string[] => {
      const [root] = shapeOfFamily(family).nodes;
      return root?.kind === 'object' ? root.members.map(({ key }) => key) : [];
    };
    const others = families.filter((family) => family.name !== name).flatMap(keysOf);

    expect(marks.filter((mark) => others.includes(mark))).toEqual([]);
  });
});

describe('resolveModel()', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'claude-messages'],
    ['anthropic.claude-sonnet-4-6', 'claude-messages'],
    ['us.anthropic.claude-opus-5-20260801-v1:0', 'claude-messages'],
    ['amazon.nova-2-lite-v1:0', 'nova-messages'],
    ['amazon.titan-embed-text-v2:0', 'titan-text-embeddings'],
    ['openai.gpt-oss-120b-1:0', 'openai-chat'],
    ['qwen.qwen3-coder-30b-a3b-v1:0', 'openai-chat'],
    ['deepseek.v3-v1:0', 'openai-chat'],
    ['zai.glm-4.7-flash', 'openai-chat'],
    ['minimax.minimax-m2.1', 'openai-chat'],
    ['mistral.devstral-2-123b', 'openai-chat'],
    ['mistral.ministral-3-8b-instruct', 'openai-chat'],
    ['mistral.mistral-large-3-675b-instruct', 'openai-chat'],
    ['mistral.magistral-small-2509', 'openai-chat'],
    ['mistral.voxtral-mini-3b-2507', 'openai-chat'],
    ['mistral.mistral-large-2407-v1:0', 'mistral-chat'],
    ['mistral.mistral-small-2402-v1:0', 'mistral-completion'],
    ['us.meta.llama3-1-8b-instruct-v1:0', 'llama'],
    ['us.meta.llama4-scout-17b-instruct-v1:0', 'llama'],
    ['amazon.titan-embed-image-v1', 'titan-multimodal-embeddings'],
    ['amazon.nova-2-multimodal-embeddings-v1:0', 'nova-multimodal-embeddings'],
    ['google.gemma-3-12b-it', 'openai-chat'],
  ])('knows the family of %s', (model, name) => {
    expect(resolveModel(model)).toMatchObject({ kind: 'known', family: { name }, custom: false });
    expect(familyOf(model)?.name).toBe(name);
  });

  it('tells a profile and a custom model', () => {
    const custom = `${ARN}:custom-model/amazon.titan-embed-text-v2:0:8k/abcdef123456`;

    expect(resolveModel('eu.amazon.nova-lite-v1:0')).toMatchObject({
      profile: 'eu',
      foundationModel: 'amazon.nova-lite-v1:0',
    });
    expect(resolveModel(custom)).toMatchObject({ kind: 'known', custom: true });
  });

  it('needs the base model of an opaque id', () => {
    const baseModel = 'us.amazon.nova-lite-v1:0';

    expect(resolveModel(OPAQUE)).toMatchObject({
      kind: 'unknown',
      reason: 'the id does not say which foundation model is behind it',
    });
    expect(resolveModel(OPAQUE, { baseModel })).toMatchObject({
      kind: 'known',
      family: { name: 'nova-messages' },
      foundationModel: 'amazon.nova-lite-v1:0',
    });
  });

  it('uses the base model where nothing is known of the id, and not where something is', () => {
    const baseModel = 'amazon.nova-lite-v1:0';

    expect(familyOf('newcomer.model-1', { baseModel })?.name).toBe('nova-messages');
    expect(familyOf('anthropic.claude-3-haiku-20240307-v1:0', { baseModel })?.name).toBe(
      'claude-messages',
    );
  });

  it('knows Converse by the invocation type alone', () => {
    const invocationType = 'Converse';

    for (const model of [OPAQUE, 'meta.llama3-1-8b-instruct-v1:0', 'newcomer.model-1']) {
      expect(familyOf(model, { invocationType })?.name, model).toBe('converse');
    }
  });

  it.each([
    ['amazon.titan-embed-text-v2:0', 'Titan Text Embeddings V2'],
    ['amazon.titan-embed-image-v1', 'Titan Multimodal Embeddings G1'],
    ['amazon.nova-2-multimodal-embeddings-v1:0', 'Nova Multimodal Embeddings'],
  ])('says that embeddings have no Converse form: %s', (model, family) => {
    expect(resolveModel(model, { invocationType: 'Converse' })).toEqual({
      kind: 'no-such-form',
      family,
      foundationModel: model,
      profile: undefined,
      invocationType: 'Converse',
    });
  });

  it('says that a family has no schema yet', () => {
    expect(resolveModel('mistral.mixtral-8x7b-instruct-v0:1')).toMatchObject({
      kind: 'unknown',
      reason: 'no schema for Mistral is in this version yet',
    });
  });

  it.each([
    'cohere.embed-v4:0',
    'ai21.jamba-1-5-mini-v1:0',
    'stability.sd3-5-large-v1:0',
    'amazon.titan-text-express-v1',
  ])('says that no batch quota of %s was seen', (model) => {
    expect(resolveModel(model)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('no batch quota'),
    });
  });

  it.each([
    ['zai.glm-5', '2026-09-02'],
    ['moonshotai.kimi-k3', '2026-09-22'],
    [`${ARN}:provisioned-model/abcdef123456`, 'provisioned throughput'],
    [`${ARN}:imported-model/abcdef123456`, 'imported model'],
  ])('says why %s cannot batch', (model, reason) => {
    const expected = { kind: 'not-batchable', reason: expect.stringContaining(reason) };

    expect(resolveModel(model)).toMatchObject(expected);
    expect(resolveModel(model, { baseModel: 'amazon.nova-lite-v1:0' })).toMatchObject(expected);
  });

  it('does not take a later model for the one that was refused', () => {
    expect(familyOf('zai.glm-5.2')?.name).toBe('openai-chat');
  });
});
