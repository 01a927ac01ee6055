import { describe, expect, it } from 'vitest';
import { generationOf } from '../../../../src/models/facts/claude/generation.ts';

describe('generationOf()', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'haiku', 300, ''],
    ['anthropic.claude-3-haiku-20240307-v1:0:48k', 'haiku', 300, ''],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'sonnet', 305, ''],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'sonnet', 400, ''],
    ['anthropic.claude-opus-4-6-v1', 'opus', 406, ''],
    ['anthropic.claude-opus-5', 'opus', 500, ''],
    ['anthropic.claude-opus-5-5', 'opus', 505, ''],
    ['anthropic.claude-opus-5-fast-v1:0', 'opus', 500, '-fast'],
    ['anthropic.claude-opus-5.7', 'opus', 507, ''],
  ])('reads %s', (id, line, version, variant) => {
    expect(generationOf(id)).toEqual({ line, version, variant });
  });

  it.each([
    'anthropic.claude-v2:1',
    'anthropic.claude-instant-v1',
    'anthropic.claude-mythos-preview',
    'amazon.nova-lite-v1:0',
  ])('knows no generation of %s', (id) => {
    expect(generationOf(id)).toBeUndefined();
  });
});
