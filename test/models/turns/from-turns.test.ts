import { describe, expect, it } from 'vitest';
import { explainModelInput, families, familyNamed } from '../../../src/models/index.ts';

type Name = Parameters<typeof familyNamed>[0];

function read(name: Name, messages: unknown, more: { system?: string; maxTokens?: number } = {}) {
  const reading = familyNamed(name).fromMessages?.({ messages, ...more });
  if (reading === undefined) throw new Error(`${name} has no conversations`);
  return reading;
}

const CHAT = [
  { role: 'system', content: 'Be brief' },
  { role: 'user', content: 'Hello' },
  { role: 'assistant', content: 'Good day' },
  { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
];
const [SYSTEM, HELLO, GOOD_DAY] = CHAT;
const IMAGE = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBO' } };
const IMAGE_URL = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBO' } };
const KEYED_IMAGE = { image: { format: 'png', source: { bytes: 'iVBO' } } };
const TALKING = [
  'converse',
  'claude-messages',
  'openai-chat',
  'nova-messages',
  'llama',
  'mistral-chat',
  'mistral-completion',
] as const;

const header = (role: string) => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
const KEYED = [
  { role: 'user', content: [{ text: 'Hello' }] },
  { role: 'assistant', content: [{ text: 'Good day' }] },
  { role: 'user', content: [{ text: 'And now?' }] },
];

describe('a conversation of the data', () => {
  it.each<[Name, unknown]>([
    [
      'claude-messages',
      {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 9,
        system: 'Be brief',
        messages: CHAT.slice(1),
      },
    ],
    [
      'nova-messages',
      {
        schemaVersion: 'messages-v1',
        system: [{ text: 'Be brief' }],
        messages: KEYED,
        inferenceConfig: { maxTokens: 9 },
      },
    ],
    [
      'converse',
      {
        system: [{ text: 'Be brief' }],
        messages: KEYED,
        inferenceConfig: { maxTokens: 9 },
      },
    ],
    ['openai-chat', { messages: CHAT, max_tokens: 9 }],
    [
      'mistral-chat',
      {
        messages: [SYSTEM, HELLO, GOOD_DAY, { role: 'user', content: 'And now?' }],
        max_tokens: 9,
      },
    ],
    [
      'llama',
      {
        prompt:
          `<|begin_of_text|>${header('system')}Be brief<|eot_id|>${header('user')}Hello<|eot_id|>` +
          `${header('assistant')}Good day<|eot_id|>${header('user')}And now?<|eot_id|>${header('assistant')}`,
        max_gen_len: 9,
      },
    ],
    [
      'mistral-completion',
      {
        prompt: '<s>[INST] Be brief\n\nHello [/INST] Good day</s> [INST] And now? [/INST]',
        max_tokens: 9,
      },
    ],
  ])('becomes what %s takes, and nothing is wrong with it', (name, modelInput) => {
    const family = familyNamed(name);
    const shareGpt = [
      { from: 'system', value: 'Be brief' },
      { from: 'human', value: 'Hello' },
      { from: 'gpt', value: 'Good day', weight: null },
      { from: 'human', value: CHAT[3]?.content },
    ];

    expect(read(name, CHAT, { maxTokens: 9 })).toEqual({ modelInput, hasBlank: false });
    expect(read(name, shareGpt, { maxTokens: 9 })).toEqual({ modelInput, hasBlank: false });
    for (const given of [{ messages: CHAT }, { messages: CHAT.slice(1), system: 'Be brief' }])
      expect(read(name, given, { maxTokens: 9 })).toMatchObject({ modelInput });
    expect(read(name, CHAT.slice(1), { system: 'Be brief', maxTokens: 9 })).toMatchObject({
      modelInput,
    });
    expect(explainModelInput(family, modelInput as Record<string, unknown>, {})).toEqual([]);
  });

  it.each(TALKING)('of one question is what %s makes of a prompt', (name) => {
    const parts = { system: 'Be brief', maxTokens: 3 };
    const single = [{ role: 'user', content: 'Hello' }];

    for (const more of [{}, parts]) {
      const { modelInput } = read(name, single, more) as { modelInput: unknown };
      expect(modelInput).toEqual(familyNamed(name).fromPrompt({ prompt: 'Hello', ...more }));
    }
  });

  it('has a form in each family that answers with text', () => {
    const names = families.flatMap(({ name, fromMessages }) =>
      fromMessages === undefined ? [] : [name],
    );

    expect(names.toSorted()).toEqual(
      families.flatMap(({ name, answers }) => (answers === 'text' ? [name] : [])).toSorted(),
    );
    expect(names.toSorted()).toEqual([...TALKING].toSorted());
  });

  it('keeps several system prompts, and what stands in them, apart', () => {
    const cached = { type: 'text', text: 'Long', cache_control: { type: 'ephemeral' } };
    const turns = [{ role: 'developer', content: [cached] }, SYSTEM, HELLO];
    const two = [{ role: 'developer', content: 'Long' }, SYSTEM, HELLO];

    expect(read('claude-messages', turns)).toMatchObject({
      modelInput: { system: [cached, { type: 'text', text: 'Be brief' }], messages: [HELLO] },
    });
    expect(read('nova-messages', two)).toMatchObject({
      modelInput: { system: [{ text: 'Long' }, { text: 'Be brief' }] },
    });
    expect(read('mistral-chat', two)).toMatchObject({
      modelInput: { messages: [{ role: 'system', content: 'Long' }, SYSTEM, HELLO] },
    });
    expect(read('openai-chat', two)).toMatchObject({ modelInput: { messages: two } });
    expect(read('mistral-completion', two)).toMatchObject({
      modelInput: { prompt: '<s>[INST] Long\n\nBe brief\n\nHello [/INST]' },
    });
  });

  it.each<[Name, readonly unknown[]]>([
    ['claude-messages', [{ role: 'user', content: [IMAGE, { type: 'text', text: 'What?' }] }]],
    [
      'claude-messages',
      [
        HELLO,
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 't', name: 'look', input: { a: 1 } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'x' }] },
      ],
    ],
    ['openai-chat', [{ role: 'user', content: [IMAGE_URL, { type: 'text', text: 'What?' }] }]],
    [
      'openai-chat',
      [
        { role: 'user', content: 'Hello', name: 'ann' },
        { role: 'assistant', content: null, tool_calls: [{ id: 't', type: 'function' }] },
        { role: 'tool', content: 'x', tool_call_id: 't' },
      ],
    ],
    [
      'mistral-chat',
      [
        HELLO,
        { role: 'assistant', tool_calls: [{ id: 't' }] },
        { role: 'tool', content: 'x', tool_call_id: 't' },
      ],
    ],
    ['nova-messages', [{ role: 'user', content: [KEYED_IMAGE, { text: 'What?' }] }]],
    ['converse', [{ role: 'user', content: [KEYED_IMAGE, { text: 'What?' }] }]],
  ])('passes turns of %s as they are', (name, turns) => {
    expect(read(name, turns)).toMatchObject({ modelInput: { messages: turns } });
  });

  it('says texts of other forms in its own, and takes null for what is not there', () => {
    const keyed = [{ role: 'user', content: [{ text: 'a', type: null }], name: null }];
    const typed = [{ role: 'user', content: [{ type: 'text', text: 'a', image_url: null }] }];
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'a' }] }];

    for (const turns of [keyed, typed]) {
      expect(read('claude-messages', turns)).toMatchObject({ modelInput: { messages } });
      expect(read('openai-chat', turns)).toMatchObject({ modelInput: { messages } });
      expect(read('nova-messages', turns)).toMatchObject({
        modelInput: { messages: [{ role: 'user', content: [{ text: 'a' }] }] },
      });
      expect(read('mistral-chat', turns)).toMatchObject({
        modelInput: { messages: [{ role: 'user', content: 'a' }] },
      });
    }
  });

  it('leaves the beginning of an answer open', () => {
    const begun = [HELLO, { role: 'assistant', content: 'The' }];

    expect(read('llama', begun)).toMatchObject({
      modelInput: {
        prompt: `<|begin_of_text|>${header('user')}Hello<|eot_id|>${header('assistant')}The`,
      },
    });
    expect(read('mistral-completion', begun)).toMatchObject({
      modelInput: { prompt: '<s>[INST] Hello [/INST] The' },
    });
    expect(read('nova-messages', begun)).toMatchObject({
      modelInput: { messages: [{ role: 'user' }, { role: 'assistant' }] },
    });
  });

  it('leaves a system prompt between turns to the rules where the model may take it', () => {
    const turns = [HELLO, { role: 'developer', content: 'x' }, GOOD_DAY, HELLO];
    const { modelInput } = read('claude-messages', turns) as {
      modelInput: Record<string, unknown>;
    };

    expect(modelInput).toMatchObject({ messages: [HELLO, { role: 'system' }, GOOD_DAY, HELLO] });
    const claude = familyNamed('claude-messages');
    const codesFor = (modelId: string) =>
      explainModelInput(claude, modelInput, { modelId }).map(({ code }) => code);
    expect(codesFor('anthropic.claude-haiku-4-5-20251001-v1:0')).toContain('MODEL_INPUT_VALUE');
    expect(codesFor('anthropic.claude-opus-4-8')).not.toContain('MODEL_INPUT_VALUE');
  });

  it.each([
    [[{ role: 'user', content: ' ' }], true],
    [[HELLO, { role: 'assistant', content: '' }], false],
    [[HELLO, { role: 'assistant', content: '' }, HELLO], true],
  ])('tells whether a turn of %j is blank', (turns, hasBlank) => {
    expect(read('llama', turns)).toMatchObject({ hasBlank });
  });
});

describe('what is no conversation', () => {
  const LIST = 'a conversation, as a JSON array of turns,';
  it.each<[unknown, object]>([
    [null, { path: [], received: 'null', expected: LIST }],
    ['Hello', { path: [], received: '"Hello"', expected: LIST }],
    [[], { path: [], received: 'an empty array', expected: LIST }],
    [HELLO, { path: [], received: 'an object without a list of "messages"' }],
    [{ messages: [] }, { path: ['messages'], received: 'an empty array' }],
    [
      { messages: [HELLO], tools: [] },
      { path: ['tools'], received: '"tools" beside the messages' },
    ],
    [[HELLO, 'Hello'], { turn: 2, path: [1], received: '"Hello"' }],
    [[HELLO, { content: 'x' }], { turn: 2, path: [1], received: 'no "role"' }],
    [{ messages: [{ role: 7 }] }, { turn: 1, path: ['messages', 0, 'role'] }],
    [[SYSTEM], { turn: 1, received: 'the end of the conversation' }],
    [
      [{ from: 'observation', value: 'x' }],
      { turn: 1, path: [0, 'from'], expected: '"human", "gpt" or "system"' },
    ],
    [[{ role: 'user', parts: [] }], { turn: 1, received: '"parts" and no content' }],
  ])('is said of %j by each family', (value, flaw) => {
    for (const name of ['claude-messages', 'nova-messages', 'llama'] as const)
      expect(read(name, value)).toEqual({ flaw: expect.objectContaining(flaw) });
  });

  it.each<[Name, readonly unknown[], object]>([
    [
      'claude-messages',
      [{ role: 'Human', content: 'x' }],
      { path: [0, 'role'], received: 'the role "Human"', hint: 'Write the role as "user"' },
    ],
    ['claude-messages', [{ ...HELLO, name: 'ann' }], { path: [0, 'name'], received: '"name"' }],
    [
      'claude-messages',
      [{ role: 'user', content: [{ type: 'text', text: 'a' }, IMAGE_URL] }],
      {
        path: [0, 'content', 1],
        received: 'as part 2 one of the type "image_url"',
        expected: 'a part such as {"type":"text","text":"…"}',
      },
    ],
    [
      'openai-chat',
      [{ role: 'user', content: [IMAGE] }],
      { received: 'as part 1 one of the type "image"' },
    ],
    [
      'openai-chat',
      [{ role: 'user', content: [KEYED_IMAGE] }],
      { received: 'as part 1 one with "image" and no type' },
    ],
    ['openai-chat', [{ role: 'function', content: 'x' }], { path: [0, 'role'] }],
    [
      'nova-messages',
      [HELLO, SYSTEM],
      { turn: 2, expected: '"user" or "assistant", behind the first ones,' },
    ],
    [
      'converse',
      [{ role: 'user', content: [{ type: 'text', text: 'a', cache_control: {} }] }],
      { path: [0, 'content', 0], received: 'as part 1 a text with "cache_control"' },
    ],
    ['converse', [{ role: 'user', content: 7 }], { received: 'the content 7' }],
    ['converse', [{ role: 'user', content: ['a'] }], { received: 'as part 1 "a"' }],
    ['mistral-chat', [{ role: 'user', content: null }], { received: 'the content null' }],
    [
      'mistral-chat',
      [{ role: 'user', content: [{ text: 'a' }, { text: 'b' }] }],
      { received: 'a list of 2 parts', hint: 'Join its texts into one' },
    ],
    [
      'llama',
      [{ role: 'user', content: [IMAGE] }],
      { received: 'as part 1 one of the type "image"', path: [0, 'content', 0] },
    ],
    ['llama', [HELLO, { role: 'tool', content: 'x' }], { turn: 2, received: 'the role "tool"' }],
    ['mistral-completion', [HELLO, HELLO], { turn: 2, path: [1, 'role'] }],
    ['mistral-completion', [GOOD_DAY], { turn: 1, expected: '"user", whose turn it is,' }],
  ])('is said by %s of %j', (name, turns, flaw) => {
    expect(read(name, turns)).toEqual({ flaw: expect.objectContaining(flaw) });
  });

  it('is one with a system prompt of its own beside another one', () => {
    const flaw = expect.objectContaining({ turn: 1, expected: 'only that of --system' });

    for (const name of TALKING) {
      expect(read(name, CHAT, { system: 'x' })).toEqual({ flaw });
      expect(read(name, { messages: [HELLO], system: 'y' }, { system: 'x' })).toEqual({
        flaw: expect.objectContaining({ received: 'a system prompt of its own' }),
      });
    }
  });
});
