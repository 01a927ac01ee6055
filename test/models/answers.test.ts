import { describe, expect, it } from 'vitest';
import type { InvocationType } from '../../src/core/index.ts';
import {
  type AnswerKind,
  type FinishReason,
  familyOf,
  finishReasonOf,
  finishReasons,
} from '../../src/models/index.ts';

type Expected = readonly [AnswerKind, FinishReason | undefined, string | undefined];

function look(model: string, output: unknown, invocationType?: InvocationType): Expected {
  const reading = familyOf(model, { invocationType })?.readOutput(output);
  return [reading?.answer ?? 'unknown', reading?.finishReason, reading?.text];
}

const text = (words: string) => ({ type: 'text', text: words });
const thought = { type: 'thinking', thinking: 'hm', signature: 's' };
const call = { type: 'tool_use', id: 't', name: 'n', input: {} };

describe('the answer of Claude', () => {
  const claude = (content: unknown, stop: unknown = 'end_turn') =>
    look('us.anthropic.claude-haiku-4-5-20251001-v1:0', { content, stop_reason: stop });

  it.each<readonly [string, Expected, Expected]>([
    ['whole', claude([text('spam')]), ['given', 'stop', 'spam']],
    ['at a stop sequence', claude([text('x')], 'stop_sequence'), ['given', 'stop', 'x']],
    ['a tool call alone', claude([call], 'tool_use'), ['given', 'tool-calls', undefined]],
    ['cut off', claude([text('sp')], 'max_tokens'), ['given', 'length', 'sp']],
    [
      'as long as the context window',
      claude([text('x')], 'model_context_window_exceeded'),
      ['given', 'length', 'x'],
    ],
    ['refused with a text', claude([text('No')], 'refusal'), ['given', 'refusal', 'No']],
    ['refused without', claude([], 'refusal'), ['none', 'refusal', undefined]],
    ['paused', claude([text('x')], 'pause_turn'), ['given', 'other', 'x']],
    ['ended by a word to come', claude([text('x')], 'bored'), ['given', 'other', 'x']],
    ['without a word', claude([text('x')], null), ['given', undefined, 'x']],
    ['thought only', claude([thought], 'max_tokens'), ['none', 'length', undefined]],
    [
      'redacted thought only',
      claude([{ type: 'redacted_thinking', data: 'x' }]),
      ['none', 'stop', undefined],
    ],
    ['thought and text', claude([thought, text('spam')]), ['given', 'stop', 'spam']],
    ['an empty text', claude([text('')]), ['none', 'stop', '']],
    ['white space', claude([text(' \n')]), ['none', 'stop', ' \n']],
    ['a block of null', claude([null]), ['none', 'stop', undefined]],
    ['a text that is none', claude([{ type: 'text', text: 5 }]), ['none', 'stop', undefined]],
    ['no list', claude('spam'), ['unknown', 'stop', undefined]],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it('is filtered where a guardrail says so beside it', () => {
    const output = {
      content: [text('[blocked]')],
      stop_reason: 'end_turn',
      'amazon-bedrock-guardrailAction': 'INTERVENED',
    };

    expect(look('us.anthropic.claude-haiku-4-5-20251001-v1:0', output)[1]).toBe('content-filter');
  });
});

describe.each([
  ['Converse', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 'Converse'],
  ['Nova', 'amazon.nova-lite-v1:0', 'InvokeModel'],
] as const)('the answer of %s', (_family, model, invocationType) => {
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
});

describe.each([
  ['gpt-oss', 'openai.gpt-oss-20b-1:0', 'finish_reason'],
  ['Mistral', 'mistral.mistral-large-2407-v1:0', 'stop_reason'],
])('the chat answer of %s', (_family, model, key) => {
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
});

describe('the answer of completions', () => {
  const llama = (generation: unknown, stop: unknown = 'stop') =>
    look('meta.llama3-1-8b-instruct-v1:0', { generation, stop_reason: stop });
  const mistral = (outputs: unknown) => look('mistral.mistral-small-2402-v1:0', { outputs });

  it.each<readonly [string, Expected, Expected]>([
    ['Llama, whole', llama('spam'), ['given', 'stop', 'spam']],
    ['Llama, cut off', llama('sp', 'length'), ['given', 'length', 'sp']],
    ['Llama, empty', llama(''), ['none', 'stop', '']],
    ['Llama, white space', llama('\n\n', 'length'), ['none', 'length', '\n\n']],
    ['Llama, no text', llama(null), ['unknown', 'stop', undefined]],
    ['Mistral, whole', mistral([{ text: 'x', stop_reason: 'stop' }]), ['given', 'stop', 'x']],
    ['Mistral, cut off', mistral([{ text: 'x', stop_reason: 'length' }]), ['given', 'length', 'x']],
    ['Mistral, empty', mistral([{ text: '', stop_reason: 'stop' }]), ['none', 'stop', '']],
    ['Mistral, nothing', mistral([]), ['none', undefined, undefined]],
    [
      'Mistral, the second',
      mistral([
        { text: '', stop_reason: 'length' },
        { text: 'x', stop_reason: 'stop' },
      ]),
      ['given', 'stop', 'x'],
    ],
    ['Mistral, no list', mistral(null), ['unknown', undefined, undefined]],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });
});

describe('an embedding', () => {
  const TEXT = 'amazon.titan-embed-text-v2:0';
  const IMAGE = 'amazon.titan-embed-image-v1';
  const NOVA = 'amazon.nova-2-multimodal-embeddings-v1:0';
  const nova = (...embeddings: readonly unknown[]) => ({
    embeddings: embeddings.map((embedding) => ({ embeddingType: 'TEXT', embedding })),
  });

  it.each<readonly [string, string, unknown, AnswerKind]>([
    ['numbers', TEXT, { embedding: [0.6, -1e-9] }, 'given'],
    ['binary only', TEXT, { embeddingsByType: { binary: [1, 0] } }, 'given'],
    ['both', TEXT, { embedding: [1], embeddingsByType: { float: [1], binary: [1] } }, 'given'],
    [
      'null beside one by type',
      TEXT,
      { embedding: null, embeddingsByType: { float: [1] } },
      'given',
    ],
    ['null', TEXT, { embedding: null, inputTextTokenCount: 2 }, 'none'],
    ['empty', TEXT, { embedding: [] }, 'none'],
    ['a null in it', TEXT, { embedding: [0.1, null] }, 'none'],
    ['NaN as text', TEXT, { embedding: ['NaN', 0.1] }, 'none'],
    ['a text', TEXT, { embedding: 'AAAA' }, 'none'],
    ['broken by type', TEXT, { embedding: [1], embeddingsByType: { float: [null] } }, 'none'],
    ['no types', TEXT, { embeddingsByType: {} }, 'none'],
    ['tokens alone', TEXT, { inputTextTokenCount: 2 }, 'unknown'],
    ['multimodal', IMAGE, { embedding: [1], message: null }, 'given'],
    ['multimodal, null', IMAGE, { embedding: null, message: 'too large' }, 'none'],
    ['multimodal, beyond a number', IMAGE, { embedding: [Number.POSITIVE_INFINITY] }, 'none'],
    ['Nova', NOVA, nova([0.1]), 'given'],
    ['Nova, two', NOVA, nova([0.1], [0.2]), 'given'],
    ['Nova, one of two', NOVA, nova([0.1], null), 'none'],
    ['Nova, empty', NOVA, nova([]), 'none'],
    ['Nova, none', NOVA, nova(), 'none'],
    ['Nova, no list', NOVA, { embeddings: null }, 'unknown'],
  ])('%s', (_name, model, output, expected) => {
    expect(look(model, output)).toEqual([expected, undefined, undefined]);
  });
});

describe('finishReasonOf()', () => {
  it('knows the words of every API, and calls any other one other', () => {
    expect(finishReasonOf('END_TURN')).toBe('other');
    expect(finishReasonOf('constructor')).toBe('other');
    expect(finishReasonOf('')).toBeUndefined();
    expect(finishReasonOf(undefined)).toBeUndefined();
    expect(finishReasons).toHaveLength(6);
  });
});
