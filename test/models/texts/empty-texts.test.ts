import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-pro-v1:0';
const GPT = 'openai.gpt-oss-120b-1:0';
const MISTRAL_CHAT = 'mistral.mistral-large-2407-v1:0';

/** Some of what is white space: also no-break and ideographic spaces, and the byte order mark. */
const BLANKS = [' ', '\n', '\t \r\n', '\u00a0', '\u3000 ', '\ufeff'];

const REFUSED = 'MODEL_INPUT_EMPTY_TEXT';
const DOUBTED = 'MODEL_INPUT_DOUBTFUL';

const user = (content: unknown): object => ({ role: 'user', content });
const assistant = (content: unknown): object => ({ role: 'assistant', content });
const typed = (text: string): object => ({ type: 'text', text });

function claude(...messages: readonly object[]): readonly (readonly string[])[] {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 99, messages };
  return spots(explain(CLAUDE, body));
}

function converse(model: string, ...messages: readonly object[]): readonly (readonly string[])[] {
  return spots(explain(model, { messages }, 'Converse'));
}

describe('text that says nothing, for Claude', () => {
  it.each([...BLANKS, ''])('is refused as a turn of the user: %j', (text) => {
    expect(claude(user(text))).toEqual([[REFUSED, 'messages/0/content']]);
    expect(claude(user([typed(text)]))).toEqual([[REFUSED, 'messages/0/content/0/text']]);
    expect(claude(user('q'), assistant('a'), user(text))).toEqual([
      [REFUSED, 'messages/2/content'],
    ]);
    expect(converse(CLAUDE, user([{ text }]))).toEqual([[REFUSED, 'messages/0/content/0/text']]);
  });

  it('is said to be what it is', () => {
    const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [user('\n')] };

    expect(explain(CLAUDE, body)[0]?.args).toEqual({
      family: 'Claude messages',
      path: 'messages[0].content',
      blank: true,
    });
  });

  it('is in doubt beside other blocks, where reports contradict each other, and refused if empty', () => {
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
    };

    expect(claude(user([typed('q'), typed(' ')]))).toEqual([
      [DOUBTED, 'messages/0/content/1/text'],
    ]);
    expect(claude(user([image, typed(' ')]))).toEqual([[DOUBTED, 'messages/0/content/1/text']]);
    expect(claude(user([typed(''), typed('q')]))).toEqual([[REFUSED, 'messages/0/content/0/text']]);
    expect(converse(CLAUDE, user([{ text: 'q' }, { text: ' ' }]))).toEqual([
      [DOUBTED, 'messages/0/content/1/text'],
    ]);
  });

  it('is refused block by block where no block says anything', () => {
    expect(claude(user([typed(' '), typed('\n')]))).toEqual([
      [REFUSED, 'messages/0/content/0/text'],
      [REFUSED, 'messages/0/content/1/text'],
    ]);
  });

  it.each(BLANKS)('is no error in the history of the assistant: %j', (text) => {
    expect(claude(user('q'), assistant(text), user('and?'))).toEqual([
      [DOUBTED, 'messages/1/content'],
    ]);
    expect(
      converse(CLAUDE, user([{ text: 'q' }]), assistant([{ text }]), user([{ text: 'r' }])),
    ).toEqual([[DOUBTED, 'messages/1/content/0/text']]);
  });

  it.each([
    ['an empty text', ''],
    ['no block', []],
  ])('is legal as an answer to come: %s', (_what, content) => {
    expect(claude(user('q'), assistant(content))).toEqual([]);
  });

  it('is left to tools: their results may be empty', () => {
    const use = { type: 'tool_use', id: 't', name: 'n', input: {} };
    const result = { type: 'tool_result', tool_use_id: 't', content: '' };

    expect(claude(user('q'), assistant([use]), user([result]))).toEqual([
      // not of its text
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/content/0'],
    ]);
  });
});

describe('text that says nothing, for others', () => {
  it.each([...BLANKS, ''])('is in doubt wherever a prompt stands: %j', (text) => {
    const embedding = {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        text: { truncationMode: 'END', value: text },
      },
    };
    const all: readonly (readonly [string, object, string])[] = [
      [NOVA, { messages: [user([{ text }])] }, 'messages/0/content/0/text'],
      [GPT, { messages: [user(text)] }, 'messages/0/content'],
      [GPT, { messages: [user([typed(text)])] }, 'messages/0/content/0/text'],
      [MISTRAL_CHAT, { messages: [user(text)] }, 'messages/0/content'],
      ['meta.llama3-1-8b-instruct-v1:0', { prompt: text }, 'prompt'],
      ['mistral.mistral-small-2402-v1:0', { prompt: text }, 'prompt'],
      ['amazon.titan-embed-image-v1', { inputText: text }, 'inputText'],
      ['amazon.nova-2-multimodal-embeddings-v1:0', embedding, 'singleEmbeddingParams/text/value'],
    ];
    for (const [model, body, path] of all) {
      expect(spots(explain(model, body)), model).toEqual([[DOUBTED, path]]);
    }
    for (const model of [NOVA, GPT]) {
      expect(converse(model, user([{ text }]))).toEqual([[DOUBTED, 'messages/0/content/0/text']]);
    }
  });

  it('is refused by Titan where it is empty, and in doubt where it is white space', () => {
    const titan = (inputText: string) =>
      spots(explain('amazon.titan-embed-text-v2:0', { inputText }));

    expect(titan('')).toEqual([[REFUSED, 'inputText']]);
    expect(titan(' ')).toEqual([[DOUBTED, 'inputText']]);
  });

  it('says whose word it is', () => {
    expect(brief(explain(NOVA, { messages: [user([{ text: ' ' }])] }))).toEqual([
      [
        DOUBTED,
        'messages/0/content/0/text',
        { expected: 'text that is not blank', received: 'white space alone' },
      ],
    ]);
    expect(explain(NOVA, { messages: [user([{ text: ' ' }])] })[0]?.args).toMatchObject({
      doubt: 'only Claude is reported to refuse it',
    });
  });

  it('is left to turns that call tools, to results of tools, and to the end of an answer', () => {
    const call = { id: 't', type: 'function', function: { name: 'n', arguments: '{}' } };
    const messages = [
      user('q'),
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 't', content: '' },
      assistant(''),
    ];

    expect(spots(explain('qwen.qwen3-32b-v1:0', { messages, max_tokens: 9 }))).toEqual([]);
    expect(spots(explain(NOVA, { messages: [user([{ text: 'q' }]), assistant([])] }))).toEqual([]);
  });
});
