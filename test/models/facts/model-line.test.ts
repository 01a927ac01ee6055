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
    ['moonshot.kimi-k2-thinking', 'kimi-k', [2], ''],
    ['moonshotai.kimi-k2.5', 'kimi-k', [2, 5], ''],
    ['deepseek.v3-v1:0', 'v', [3], ''],
    ['zai.glm-4.7-flash', 'glm--flash', [4, 7], ''],
    ['minimax.minimax-m2.1', 'm', [2, 1], ''],
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
