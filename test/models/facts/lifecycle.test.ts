import { describe, expect, it } from 'vitest';
import { isDay } from '../../../src/core/index.ts';
import { knowledgeOf, lifecycle, lifecycleOf } from '../../../src/models/index.ts';

describe('the lifecycle table', () => {
  it.each(lifecycle)('says of $id when, whose word it is, and when it was read', (row) => {
    expect(isDay(row.lastDay)).toBe(true);
    expect(isDay(row.readOn)).toBe(true);
    expect(row.source).toMatch(/^AWS, /);
    expect(row.whole).toBe(row.id.startsWith('anthropic.'));
  });

  it.each(lifecycle)('names for $id only a successor that has no end', ({ successor }) => {
    if (successor === undefined) return;
    expect(lifecycleOf(successor.id)).toBeUndefined();
    expect(knowledgeOf(successor.id)?.batch).toBe('yes');
  });

  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', '2026-09-10'],
    ['anthropic.claude-3-haiku-20240307-v1:0:48k', '2026-09-10'],
    ['anthropic.claude-sonnet-4-20250514-v1:0', '2026-10-14'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', '2026-07-30'],
    ['anthropic.claude-3-opus-20240229-v1:0', '2026-06-30'],
    ['meta.llama3-1-405b-instruct-v1:0', '2026-07-07'],
    ['meta.llama3-2-1b-instruct-v1:0', '2026-07-07'],
    ['meta.llama3-2-90b-instruct-v1:0', '2026-07-07'],
    ['amazon.nova-premier-v1:0', '2026-09-14'],
    ['ai21.jamba-1-5-large-v1:0', '2026-11-26'],
    ['twelvelabs.marengo-embed-2-7-v1:0', '2026-11-30'],
    ['anthropic.claude-opus-4-1-20250805-v1:0', '2027-01-08'],
  ])('knows the last day of %s', (id, lastDay) => {
    expect(lifecycleOf(id)?.lastDay).toBe(lastDay);
  });

  it.each([
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'anthropic.claude-sonnet-4',
    'anthropic.claude-3-haiku',
    'anthropic.claude-3-haiku-20240307-v1:00',
    'anthropic.claude-opus-4-1-20250805-v2:0',
    'meta.llama3-20-1b-instruct-v1:0',
    'meta.llama3-1-405-instruct-v1:0',
    'meta.llama3-1-70b-instruct-v1:0',
    'meta.llama3-3-70b-instruct-v1:0',
    'amazon.nova-premier-v10:0',
    'ai21.jamba-1-50-v1:0',
    'amazon.nova-lite-v1:0',
  ])('does not take %s for a model that ends', (id) => {
    expect(lifecycleOf(id)).toBeUndefined();
  });
});
