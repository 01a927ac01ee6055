import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  isSameModel,
  lineOf,
  nearestOlder,
} from '../../../src/models/facts/model-line.ts';

describe('lineOf()', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'claude-haiku', [3], ''],
    ['anthropic.claude-3-haiku-20240307-v1:0:48k', 'claude-haiku', [3], ''],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-sonnet', [3, 5], ''],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet', [4], ''],
    ['anthropic.claude-opus-4-6-v1', 'claude-opus', [4, 6], ''],
    ['anthropic.claude-opus-5', 'claude-opus', [5], ''],
    ['anthropic.claude-opus-5-5', 'claude-opus', [5, 5], ''],
    ['anthropic.claude-opus-5-fast-v1:0', 'claude-opus', [5], '-fast'],
    ['anthropic.claude-opus-5.7', 'claude-opus', [5, 7], ''],
    ['anthropic.claude-opus-10-11', 'claude-opus', [10, 11], ''],
    ['amazon.nova-lite-v1:0', 'nova-lite', [1], ''],
    ['amazon.nova-2-lite-v1:0:300k', 'nova-lite', [2], ''],
    ['moonshot.kimi-k2-thinking', 'kimi', [2], ''],
    ['moonshotai.kimi-k2.5', 'kimi', [2, 5], ''],
    ['deepseek.v3-v1:0', 'deepseek', [3], ''],
    ['zai.glm-4.7-flash', 'glm-flash', [4, 7], ''],
    ['minimax.minimax-m2.1', 'minimax', [2, 1], ''],
    ['meta.llama3-8b-instruct-v1:0', 'llama', [3], ''],
    ['meta.llama3-1-405b-instruct-v1:0', 'llama', [3, 1], ''],
    ['meta.llama4-scout-17b-instruct-v1:0', 'llama', [4], ''],
    ['mistral.mistral-large-2407-v1:0', 'mistral-large', [0, 2407], ''],
    ['mistral.mistral-large-3-675b-instruct', 'mistral-large', [3], ''],
    ['mistral.voxtral-mini-3b-2507', 'voxtral-mini', [0, 2507], ''],
    ['qwen.qwen3-coder-next', 'qwen-coder', [3], ''],
    ['qwen.qwen3.5-32b', 'qwen', [3, 5], ''],
    ['google.gemma-3-12b-it', 'gemma', [3], ''],
    ['nvidia.nemotron-nano-3-30b', 'nemotron-nano', [3], ''],
    ['nvidia.nemotron-nano-9b-v2', 'nemotron-nano', [2], ''],
  ])('reads %s', (id, line, version, variant) => {
    expect(lineOf(id)).toEqual({ line, version, variant });
  });

  it.each([
    'anthropic.claude-v2:1',
    'anthropic.claude-instant-v1',
    'anthropic.claude-mythos-preview',
    'anthropic.claude-sonnet-20250514',
    'anthropic.claudette-1',
    'amazon.nova-canvas-v1:0',
    'amazon.nova-litest-v1:0',
  ])('knows no line of %s', (id) => {
    expect(lineOf(id)).toBeUndefined();
  });
});

describe('nearestOlder()', () => {
  const models = ['opus-4-7', 'opus-5', 'sonnet-6', 'opus-5-5', 'opus-5-5-fast'].flatMap((name) => {
    const line = lineOf(`anthropic.claude-${name}`);
    return line === undefined ? [] : [{ ...line, name }];
  });
  const olderThan = (name: string) => {
    const own = lineOf(`anthropic.claude-${name}`);
    return own === undefined ? undefined : nearestOlder(models, own)?.name;
  };

  it('takes the newest of the line that is not newer, and of equals the first', () => {
    expect(olderThan('opus-5-6')).toBe('opus-5-5');
    expect(olderThan('opus-5-4')).toBe('opus-5');
    expect(olderThan('opus-10')).toBe('opus-5-5');
    expect(olderThan('opus-4')).toBeUndefined();
    expect(olderThan('haiku-9')).toBeUndefined();
  });

  it('orders versions by their parts and not as text, and tells variants apart', () => {
    expect(compareVersions([4, 10], [4, 9])).toBeGreaterThan(0);
    expect(compareVersions([5], [5, 0])).toBe(0);
    const [, , , plain, fast] = models;
    expect(plain !== undefined && fast !== undefined && isSameModel(plain, fast)).toBe(false);
  });
});
