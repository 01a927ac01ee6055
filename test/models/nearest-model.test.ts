import { describe, expect, it } from 'vitest';
import { nearestModel } from '../../src/models/nearest-model.ts';

describe('nearestModel()', () => {
  it.each([
    ['us.anthropic.claud-sonnet-4-5-20250929-v1:0', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'],
    ['antropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['eu.amazon.nova-lit-v1:0', 'eu.amazon.nova-lite-v1:0'],
    ['claude-sonnet-4-20250514-v1:0', 'anthropic.claude-sonnet-4-20250514-v1:0'],
    ['titan-embed-text-v2', 'amazon.titan-embed-text-v2:0'],
    [
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-por-v1:0',
      'us.amazon.nova-pro-v1:0',
    ],
  ])('finds what %s was meant to be', (text, nearest) => {
    expect(nearestModel(text)).toBe(nearest);
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
    expect(nearestModel(text)).toBeUndefined();
  });
});
