import { describe, expect, it } from 'vitest';
import { modelRowOf } from '../../../src/models/facts/model-table.ts';
import { nearestModel } from '../../../src/models/registry/nearest-model.ts';

const AS_OF = '2026-11-28';

describe('nearestModel()', () => {
  it.each([
    ['us.anthropic.claud-sonnet-4-5-20250929-v1:0', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['antropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['eu.amazon.nova-lit-v1:0', 'eu.amazon.nova-lite-v1:0'],
    ['claude-sonnet-4-20250514-v1:0', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['claude-sonnet-4', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['us.anthropic.claude-sonnet-4', 'us.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['anthropic.claude-sonnet-4-2025', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['anthropic.claude-sonnet-4-5', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['claude-3-haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['anthropic.claude-3-haiku', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['anthropic.claude-3-5-sonnet', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
    ['anthropic.claude-haiku-4-5-20251002-v1:0', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-haiku-6', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-4-sonnet', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['us.anthropic.claude-4-5-haiku', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['claude-4-5-sonnet', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['us.anthropic.claude-opus-4.7', 'us.anthropic.claude-opus-4-7'],
    ['eu.anthropic.claude-haiku-4.5', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['claude-haiku-4.5', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['anthropic.claude-opus-4.6', 'anthropic.claude-opus-4-6-v1'],
    ['amazon.nova-lite', 'amazon.nova-lite-v1:0'],
    ['amazon.titan-embed-text-v3', 'amazon.titan-embed-text-v2:0'],
    ['openai.gpt-oss-20b', 'openai.gpt-oss-20b-1:0'],
    ['qwen.qwen3-33b-v1:0', 'qwen.qwen3-32b-v1:0'],
    ['meta.llama3-3-70b', 'meta.llama3-3-70b-instruct-v1:0'],
    ['titan-embed-text-v2', 'amazon.titan-embed-text-v2:0'],
    ['opus-5', 'anthropic.claude-opus-5'],
    ['opus-5.5', 'anthropic.claude-opus-5-5'],
    ['us.opus-5', 'us.anthropic.claude-opus-5'],
    ['us.claude-sonnet-5', 'us.anthropic.claude-sonnet-5'],
    ['gpt-oss', 'openai.gpt-oss-20b-1:0'],
    ['global.gpt-oss', 'global.openai.gpt-oss-20b-1:0'],
    ['haiku', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
    [
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-por-v1:0',
      'us.amazon.nova-pro-v1:0',
    ],
  ])('finds what %s was meant to be', (text, nearest) => {
    expect(nearestModel(text, AS_OF)).toBe(nearest);
  });

  it.each([
    'deepseek.r1-v1:0',
    'us.google.gemma-4-27b',
    'amazon.nova-canvas-v1:0',
    'writer.palmyra-x5-v1:0',
  ])('takes no model of others that is known for one of a family: %s', (text) => {
    expect(nearestModel(text, AS_OF)).toBeUndefined();
  });

  it('finds some id of the family for one that is far from all, and a served one', () => {
    const nearest = nearestModel('anthropic.claude-banana-v9:0', AS_OF) ?? '';

    expect(nearest).toMatch(/^anthropic\.claude-/);
    expect(modelRowOf(nearest)?.row.lifecycle).toBeUndefined();
  });

  it.each([
    'acme.unknown-v1',
    'acme.model-1',
    'anthropic.claude-3-haiku-20240307-v1:0',
    'cohere.command-r-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6',
    'no model at all',
    '',
  ])('finds nothing for %j, which is known or far from all', (text) => {
    expect(nearestModel(text, AS_OF)).toBeUndefined();
  });
});
