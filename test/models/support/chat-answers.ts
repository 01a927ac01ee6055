import { expect, it } from 'vitest';
import { type Expected, look } from './look.ts';

/** What a family reads whose answer is a chat completion; the key is that of the stop reason. */
export function itReadsChats(model: string, key: string): void {
  const choice = (message: unknown, stop: unknown = 'stop') => ({ message, [key]: stop });
  const chat = (message: unknown, stop?: unknown) =>
    look(model, { choices: [choice(message, stop)] });
  const calls = [{ id: 'c', type: 'function', function: { name: 'n', arguments: '{}' } }];

  it.each<readonly [string, Expected, Expected]>([
    ['whole', chat({ content: 'spam' }), ['given', 'stop', 'spam']],
    ['cut off', chat({ content: 'sp' }, 'length'), ['given', 'length', 'sp']],
    ['too long for the model', chat({ content: 'x' }, 'model_length'), ['given', 'length', 'x']],
    ['filtered', chat({ content: 'p' }, 'content_filter'), ['given', 'content-filter', 'p']],
    [
      'filtered to nothing',
      chat({ content: null }, 'content_filter'),
      ['none', 'content-filter', undefined],
    ],
    ['tool calls', chat({ tool_calls: calls }, 'tool_calls'), ['given', 'tool-calls', undefined]],
    [
      'an empty list of calls',
      chat({ tool_calls: [] }, 'tool_calls'),
      ['none', 'tool-calls', undefined],
    ],
    [
      'a function call',
      chat({ function_call: { name: 'n', arguments: '{}' } }, 'function_call'),
      ['given', 'tool-calls', undefined],
    ],
    ['refused', chat({ content: null, refusal: 'No' }), ['none', 'refusal', undefined]],
    ['refused with a text', chat({ content: 'But', refusal: 'No' }), ['given', 'refusal', 'But']],
    ['not refused', chat({ content: 'spam', refusal: null }), ['given', 'stop', 'spam']],
    [
      'refused in a part',
      chat({ content: [{ type: 'refusal', refusal: 'No' }] }),
      ['none', 'refusal', undefined],
    ],
    ['an empty text', chat({ content: '' }), ['none', 'stop', '']],
    ['white space', chat({ content: '\n' }), ['none', 'stop', '\n']],
    ['no message', chat(undefined), ['unknown', 'stop', undefined]],
    ['a word to come', chat({ content: 'x' }, 'abort'), ['given', 'other', 'x']],
    [
      'reasoning only, cut off',
      chat({ content: '<reasoning>hm' }, 'length'),
      ['none', 'length', ''],
    ],
    [
      'reasoning only, closed',
      chat({ content: '<reasoning>hm</reasoning>' }, 'length'),
      ['none', 'length', ''],
    ],
    [
      'reasoning of Magistral',
      chat({ content: '[THINK]a[/THINK]\n[THINK]b[/THINK]spam' }),
      ['given', 'stop', 'spam'],
    ],
    [
      'several pieces of reasoning',
      chat({ content: '<reasoning>a</reasoning>\n<reasoning>b</reasoning>spam' }),
      ['given', 'stop', 'spam'],
    ],
    [
      'reasoning in between',
      chat({ content: '<reasoning>a</reasoning>sp<reasoning>b</reasoning>am' }),
      ['given', 'stop', 'spam'],
    ],
    [
      'reasoning that is cut off behind the text',
      chat({ content: '<reasoning>a</reasoning>sp<reasoning>and th' }, 'length'),
      ['given', 'length', 'sp'],
    ],
    [
      'reasoning cut off behind reasoning',
      chat({ content: '<reasoning>a</reasoning> <reasoning>and th' }, 'length'),
      ['none', 'length', ''],
    ],
    ['thoughts', chat({ content: '<think>a</think>spam' }), ['given', 'stop', 'spam']],
    [
      'tags that were asked for',
      chat({ content: 'It is <reasoning>b</reasoning>' }),
      ['given', 'stop', 'It is <reasoning>b</reasoning>'],
    ],
    [
      'reasoning beside the text',
      chat({ content: 'spam', reasoning_content: 'hm' }),
      ['given', 'stop', 'spam'],
    ],
    [
      'thoughts in a part',
      chat({
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'spam' },
        ],
      }),
      ['given', 'stop', 'spam'],
    ],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it('is the first choice that holds one', () => {
    const choices = [
      choice({ content: '' }, 'length'),
      choice({ content: 'spam' }),
      choice({ content: 'x' }, 'length'),
    ];

    expect(look(model, { choices })).toEqual(['given', 'stop', 'spam']);
    expect(look(model, { choices: choices.slice(0, 1) })).toEqual(['none', 'length', '']);
    expect(look(model, { choices: [] })).toEqual(['none', undefined, undefined]);
  });
}
