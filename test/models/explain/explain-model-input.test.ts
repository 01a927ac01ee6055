import { describe, expect, it } from 'vitest';
import { claude, converse, type ModelInputFinding, nova } from '../../../src/models/index.ts';
import { brief, explain } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';
const TITAN = 'amazon.titan-embed-text-v2:0';
const OPENAI = 'openai.gpt-oss-20b-1:0';

function explainConverse(modelInput: unknown): readonly ModelInputFinding[] {
  return explain(CLAUDE, modelInput, 'Converse');
}

function claudeWith(members: object): object {
  return {
    ...claude.messages({ max_tokens: 9, messages: [{ role: 'user', content: 'Hello' }] }),
    ...members,
  };
}

function claudeBlock(block: object): object {
  return claudeWith({ messages: [{ role: 'user', content: [block] }] });
}

function novaBlock(block: object): object {
  return { messages: [{ role: 'user', content: [block] }] };
}

const IMAGE = { type: 'base64', media_type: 'image/bmp', data: 'AAAA' };
const NOVA_TAGS =
  'an object with one of the keys "text", "image", "video", "audio", "document", "toolUse", "toolResult", ' +
  '"reasoningContent", "cachePoint"';

describe('explainModelInput()', () => {
  it.each([
    [
      'a missing key',
      { max_tokens: 9, messages: [{ role: 'user', content: 'Hello' }] },
      [
        'MODEL_INPUT_REQUIRED',
        'anthropic_version',
        { expected: 'one of "bedrock-2023-05-31", "2026-10-21"' },
      ],
    ],
    [
      'a wrong type',
      claudeWith({ max_tokens: '9' }),
      ['MODEL_INPUT_TYPE', 'max_tokens', { expected: 'an integer >= 1', received: '"9"' }],
    ],
    [
      'a null',
      claudeWith({ temperature: null }),
      [
        'MODEL_INPUT_TYPE',
        'temperature',
        {
          expected: expect.stringMatching(/^a number, or no "temperature" at all .*celi #91/),
          received: 'null',
        },
      ],
    ],
    [
      'a number out of bounds',
      claudeWith({ max_tokens: 0 }),
      ['MODEL_INPUT_VALUE', 'max_tokens', { expected: 'an integer >= 1', received: '0' }],
    ],
    [
      'a fraction',
      claudeWith({ max_tokens: 1.5 }),
      ['MODEL_INPUT_VALUE', 'max_tokens', { expected: 'an integer >= 1', received: '1.5' }],
    ],
    [
      'an unknown value',
      claudeWith({ messages: [{ role: 'system', content: 'Hello' }] }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/role',
        {
          expected: 'one of "user", "assistant"; the system prompt stands in "system"',
          received: '"system"',
        },
      ],
    ],
    [
      'an array that is too long',
      claudeWith({ stop_sequences: Array(8192).fill('x') }),
      [
        'MODEL_INPUT_VALUE',
        'stop_sequences',
        { expected: 'an array of at most 8,191 elements', received: 'an array of 8192' },
      ],
    ],
    [
      'a value that fits no branch of a union',
      claudeWith({ messages: [{ role: 'user', content: 3 }] }),
      [
        'MODEL_INPUT_TYPE',
        'messages/0/content',
        { expected: 'a string or an array', received: '3' },
      ],
    ],
    [
      'a value deep in a branch of a union',
      claudeBlock({ type: 'image', source: IMAGE }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/source/media_type',
        {
          expected: 'one of "image/jpeg", "image/png", "image/gif", "image/webp"',
          received: '"image/bmp"',
        },
      ],
    ],
    [
      'text that is not base64',
      claudeBlock({ type: 'image', source: { ...IMAGE, media_type: 'image/png', data: 'a b' } }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/source/data',
        { expected: 'base64 text', received: '"a b"' },
      ],
    ],
    [
      'a block without type',
      claudeBlock({ text: 'Hello' }),
      [
        'MODEL_INPUT_REQUIRED',
        'messages/0/content/0/type',
        { expected: 'the type of the block, as in {"type": "text", "text": "…"}' },
      ],
    ],
    [
      'a misspelt key, once',
      claudeBlock({ type: 'text', txt: 'Hello' }),
      ['MODEL_INPUT_UNKNOWN_KEY', 'messages/0/content/0/txt', { key: 'txt', nearest: 'text' }],
    ],
    [
      'an unknown key of the top level',
      claudeWith({ maxTokens: 9, zzz: 1 }),
      ['MODEL_INPUT_UNKNOWN_KEY', 'maxTokens', { key: 'maxTokens' }],
      ['MODEL_INPUT_UNKNOWN_KEY', 'zzz', { key: 'zzz' }],
    ],
    [
      'keys of every object',
      claudeWith(JSON.parse('{"__proto__":{"max_tokens":1},"constructor":1}') as object),
      ['MODEL_INPUT_UNKNOWN_KEY', '__proto__', { key: '__proto__' }],
      ['MODEL_INPUT_UNKNOWN_KEY', 'constructor', { key: 'constructor' }],
    ],
    [
      'a tool without schema',
      claudeWith({ tools: [{ name: 'classify', description: 'Classifies' }] }),
      ['MODEL_INPUT_REQUIRED', 'tools/0/input_schema', { expected: 'an object' }],
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools', {}],
    ],
    [
      'a tool in the form of OpenAI',
      claudeWith({ tools: [{ type: 'function', function: { name: 'classify' } }] }),
      [
        'MODEL_INPUT_VALUE',
        'tools/0',
        {
          expected: 'a tool with "name", "description" and "input_schema"',
          received: 'a tool of type "function"',
        },
      ],
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools', {}],
    ],
    [
      'keys that belong to the job',
      claudeWith({ model: CLAUDE, modelId: CLAUDE, stream: false }),
      ['MODEL_INPUT_FORBIDDEN_KEY', 'model', { key: 'model' }],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'modelId', { key: 'modelId' }],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'stream', { key: 'stream' }],
    ],
    [
      'no object at all',
      'Hello',
      ['MODEL_INPUT_TYPE', '', { expected: 'an object', received: '"Hello"' }],
    ],
  ])('says of Claude messages: %s', (_name, modelInput, ...expected) => {
    expect(brief(explain(CLAUDE, modelInput))).toEqual(expected);
  });

  it.each([
    [
      'system as text',
      { ...novaBlock({ text: 'Hello' }), system: 'Be brief' },
      [
        'MODEL_INPUT_TYPE',
        'system',
        { expected: 'a list of texts, as in [{"text": "…"}]', received: '"Be brief"' },
      ],
    ],
    [
      'system wrapped twice',
      { ...novaBlock({ text: 'Hello' }), system: [{ text: [{ text: 'Be brief' }] }] },
      [
        'MODEL_INPUT_TYPE',
        'system/0/text',
        { expected: 'a string: the list of texts is wrapped twice', received: 'an array of 1' },
      ],
    ],
    [
      'a block of Claude',
      novaBlock({ type: 'text', text: 'Hello' }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0',
        {
          expected: 'a block such as {"text": "…"}',
          received: 'a block with "type": "text"',
        },
      ],
    ],
    [
      'a block with a misspelt key',
      novaBlock({ Text: 'Hello' }),
      ['MODEL_INPUT_UNKNOWN_KEY', 'messages/0/content/0/Text', { key: 'Text', nearest: 'text' }],
    ],
    [
      'a block without keys',
      novaBlock({}),
      [
        'MODEL_INPUT_TYPE',
        'messages/0/content/0',
        { expected: NOVA_TAGS, received: 'an object without keys' },
      ],
    ],
    [
      'a block with two keys',
      novaBlock({ text: 'Hello', image: { format: 'png', source: { bytes: 'AAAA' } } }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0',
        { expected: NOVA_TAGS, received: 'an object with both "text" and "image"' },
      ],
    ],
    [
      'an image of another format',
      novaBlock({ image: { format: 'jpg', source: { bytes: 'AAAA' } } }),
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/image/format',
        { expected: 'one of "png", "jpeg", "gif", "webp"', received: '"jpg"' },
      ],
    ],
    [
      'a key of another API in inferenceConfig',
      { ...novaBlock({ text: 'Hello' }), inferenceConfig: { max_tokens: 9 } },
      [
        'MODEL_INPUT_UNKNOWN_KEY',
        'inferenceConfig/max_tokens',
        { key: 'max_tokens', nearest: 'maxTokens' },
      ],
    ],
  ])('says of Nova messages: %s', (_name, modelInput, ...expected) => {
    expect(brief(explain(NOVA, modelInput))).toEqual(expected);
  });

  it.each([
    ['Claude messages', 'Titan Text Embeddings V2', CLAUDE, { inputText: 'Hello' }],
    [
      'Claude messages',
      'OpenAI-style chat',
      CLAUDE,
      { messages: [{ role: 'user', content: 'Hi' }], max_tokens: 9, response_format: {} },
    ],
    [
      'Nova messages',
      'OpenAI-style chat',
      NOVA,
      { messages: [{ role: 'user', content: 'Hi' }], max_tokens: 9 },
    ],
    ['Nova messages', 'Claude messages', NOVA, claudeWith({})],
    ['OpenAI-style chat', 'Claude messages', OPENAI, claudeWith({})],
    ['Titan Text Embeddings V2', 'Claude messages', TITAN, claudeWith({})],
    [
      'Titan Text Embeddings V2',
      'Nova messages',
      TITAN,
      nova.messages({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
    ],
  ])('says to %s in one finding that a body is of %s', (family, looksLike, model, modelInput) => {
    expect(explain(model, modelInput)).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { family, looksLike } },
    ]);
  });

  it('says in one finding that a body was made for the other invocation type', () => {
    expect(explain(CLAUDE, { ...novaBlock({ text: 'Hi' }), inferenceConfig: {} })).toMatchObject([
      { code: 'MODEL_INPUT_INVOCATION_TYPE', args: { looksLike: 'Converse' } },
    ]);
    expect(explainConverse(claudeWith({}))).toMatchObject([
      { code: 'MODEL_INPUT_INVOCATION_TYPE', args: { looksLike: 'Claude messages' } },
    ]);
  });

  it('does not take a body with a mistake for another family', () => {
    const forgotten = { max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }], model: 'x' };
    const strange = { ...novaBlock({ text: 'Hi' }), inferenceConfig: {}, response_format: {} };

    expect(brief(explain(CLAUDE, forgotten)).map(([code]) => code)).toEqual([
      'MODEL_INPUT_REQUIRED',
      'MODEL_INPUT_FORBIDDEN_KEY',
    ]);
    expect(brief(explain(NOVA, strange)).map(([code]) => code)).toEqual([
      'MODEL_INPUT_UNKNOWN_KEY',
    ]);
    const empty = converse({ messages: [{ role: 'user', content: [] }] });
    expect(brief(explainConverse(empty)).map(([code]) => code)).toEqual(['MODEL_INPUT_DOUBTFUL']);
  });

  it('never shows more than a little of a value', () => {
    const findings = explain(CLAUDE, claudeWith({ max_tokens: 'secret '.repeat(10_000) }));

    expect(JSON.stringify(findings).length).toBeLessThan(300);
  });

  it('says once that a key is misspelt, also where a rule misses the right one', () => {
    expect(brief(explain('amazon.titan-embed-image-v1', { inputtext: 'Hello' }))).toEqual([
      ['MODEL_INPUT_UNKNOWN_KEY', 'inputtext', { key: 'inputtext', nearest: 'inputText' }],
    ]);
  });

  it('gives at most 100 findings, however many things are wrong', () => {
    const messages = Array.from({ length: 300_000 }, () => 7);

    expect(explain(CLAUDE, claudeWith({ messages }))).toHaveLength(100);
  });

  it('finds what is wrong far behind the first elements, and counts all of them', () => {
    const fine = { role: 'user', content: 'Hello' };
    const messages = [...Array.from({ length: 5000 }, () => fine), { role: 'user' }];
    const stops = Array.from({ length: 8192 }, () => 'x');

    expect(brief(explain(CLAUDE, claudeWith({ messages })))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'messages/5000/content', { expected: 'a string or an array' }],
    ]);
    expect(brief(explain(CLAUDE, claudeWith({ stop_sequences: stops })))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'stop_sequences',
        { expected: 'an array of at most 8,191 elements', received: 'an array of 8192' },
      ],
    ]);
  });

  it('survives JSON as deep as it comes', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;

    expect(explain(CLAUDE, claudeWith({ cache_control: deep }))).toEqual([]);
    expect(explain(CLAUDE, claudeWith({ messages: deep }))).toHaveLength(1);
    expect(explain(OPENAI, { messages: deep, chat_template_kwargs: deep })).toHaveLength(1);
  });
});
