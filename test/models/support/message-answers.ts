import { expect, it } from 'vitest';
import type { InvocationType } from '../../../src/core/index.ts';
import { familyOf } from '../../../src/models/index.ts';
import { type Expected, look } from './look.ts';

/** What a family reads whose answer is a message of blocks: Converse, and Nova by InvokeModel. */
export function itReadsMessages(model: string, invocationType: InvocationType): void {
  const message = (content: unknown, stopReason: unknown = 'end_turn') =>
    look(
      model,
      { output: { message: { role: 'assistant', content } }, stopReason },
      invocationType,
    );
  const reasoning = { reasoningContent: { reasoningText: { text: 'hm' } } };

  it.each<readonly [string, Expected, Expected]>([
    ['whole', message([{ text: 'spam' }]), ['given', 'stop', 'spam']],
    ['cut off', message([{ text: 'sp' }], 'max_tokens'), ['given', 'length', 'sp']],
    ['filtered', message([{ text: 'p' }], 'content_filtered'), ['given', 'content-filter', 'p']],
    ['filtered to nothing', message([], 'content_filtered'), ['none', 'content-filter', undefined]],
    [
      'of a guardrail',
      message([{ text: '[no]' }], 'guardrail_intervened'),
      ['given', 'content-filter', '[no]'],
    ],
    ['malformed', message([{ text: 'x' }], 'malformed_model_output'), ['given', 'other', 'x']],
    ['a malformed tool call', message([], 'malformed_tool_use'), ['none', 'other', undefined]],
    ['a tool call', message([{ toolUse: {} }], 'tool_use'), ['given', 'tool-calls', undefined]],
    ['reasoning only', message([reasoning], 'max_tokens'), ['none', 'length', undefined]],
    ['reasoning and text', message([reasoning, { text: 'x' }]), ['given', 'stop', 'x']],
    [
      'a mark of the cache',
      message([{ cachePoint: { type: 'default' } }]),
      ['none', 'stop', undefined],
    ],
    ['an image', message([{ image: { format: 'png' } }]), ['given', 'stop', undefined]],
    ['an empty text', message([{ text: '' }]), ['none', 'stop', '']],
    ['white space', message([{ text: '\t' }]), ['none', 'stop', '\t']],
    ['an empty block', message([{}, null, 'x']), ['none', 'stop', undefined]],
    [
      'cited, in order',
      message([
        { text: 'a ' },
        { citationsContent: { content: [{ text: 'cited' }, { text: '!' }], citations: [] } },
        { text: ' tail' },
      ]),
      ['given', 'stop', 'a cited! tail'],
    ],
    [
      'cited and empty',
      message([{ citationsContent: { content: [{ text: '' }] } }]),
      ['none', 'stop', ''],
    ],
    ['without content', message(undefined), ['unknown', 'stop', undefined]],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it('counts the cache by both names', () => {
    const family = familyOf(model, { invocationType });
    const usage = { cacheReadInputTokenCount: 2, cacheWriteInputTokenCount: 1 };
    const other = { cacheReadInputTokens: 2, cacheWriteInputTokens: 1 };

    expect(family?.readOutput({ usage }).usage).toEqual(other);
    expect(family?.readOutput({ usage: other }).usage).toEqual(other);
  });
}
