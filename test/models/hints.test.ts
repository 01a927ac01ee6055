import { describe, expect, it } from 'vitest';
import { claude } from '../../src/models/index.ts';
import { brief, explain, spots } from './support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-lite-v1:0';
const OPENAI = 'qwen.qwen3-32b-v1:0';

const image_url = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
const claudeImage = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'AAAA' },
};

function claudeBody(members: object): object {
  const body = claude.messages({ max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });
  return { ...body, ...members };
}

function asking(...content: readonly object[]): object {
  return { messages: [{ role: 'user', content }] };
}

describe('a block of another API', () => {
  it.each([
    ['text', { type: 'text', text: 'Hi' }, '{"text": "…"}'],
    ['image_url', image_url, '{"image": {"format": "png", "source": {"bytes": "…"}}}'],
    ['image', claudeImage, '{"image": {"format": "png", "source": {"bytes": "…"}}}'],
  ])('is shown to Nova as Nova writes it: %s', (type, block, example) => {
    expect(brief(explain(NOVA, asking(block)))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0',
        { expected: `a block such as ${example}`, received: `a block with "type": "${type}"` },
      ],
    ]);
  });

  it('is shown to Nova in the system prompt too', () => {
    const body = { ...asking({ text: 'Hi' }), system: [{ type: 'text', text: 'Be brief' }] };

    expect(spots(explain(NOVA, body))).toEqual([['MODEL_INPUT_VALUE', 'system/0']]);
  });

  it('is shown to Claude as Claude writes it', () => {
    expect(brief(explain(CLAUDE, claudeBody(asking(image_url))))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/type',
        {
          expected:
            'a block such as {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "…"}}',
          received: '"image_url"',
        },
      ],
    ]);
    expect(brief(explain(CLAUDE, claudeBody(asking({ image: {} }))))).toMatchObject([
      [
        'MODEL_INPUT_REQUIRED',
        'messages/0/content/0/type',
        { expected: expect.stringContaining('as in {"type": "image"') },
      ],
    ]);
  });

  it('is shown to OpenAI-style chat, where an image of Claude is in doubt', () => {
    expect(brief(explain(OPENAI, { ...asking({ text: 'Hi' }), max_tokens: 9 }))).toMatchObject([
      ['MODEL_INPUT_REQUIRED', 'messages/0/content/0/type', {}],
    ]);
    expect(brief(explain(OPENAI, asking(claudeImage)))).toMatchObject([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/0',
        { expected: expect.stringContaining('image_url'), received: 'an image as Claude takes it' },
      ],
    ]);
    expect(explain(OPENAI, asking(image_url))).toEqual([]);
  });
});

describe('a turn', () => {
  it('of the system stands beside the messages of Claude and Nova', () => {
    const role = 'developer';
    const expected = 'one of "user", "assistant"; the system prompt stands in "system"';
    const content = [{ text: 'Hi' }];

    expect(
      brief(explain(CLAUDE, claudeBody({ messages: [{ role, content: 'Be brief' }] }))),
    ).toEqual([['MODEL_INPUT_VALUE', 'messages/0/role', { expected, received: '"developer"' }]]);
    expect(brief(explain(NOVA, { messages: [{ role, content }] }))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/role', { expected, received: '"developer"' }],
    ]);
  });

  it('of the user is the first for Nova', () => {
    const messages = ['assistant', 'user'].map((role) => ({ role, content: [{ text: 'Hi' }] }));

    expect(spots(explain(NOVA, { messages }))).toEqual([['MODEL_INPUT_VALUE', 'messages/0/role']]);
    expect(explain(NOVA, { messages: messages.toReversed() })).toEqual([]);
  });

  it('is a list for Nova and Converse, not a text', () => {
    const messages = [{ role: 'user', content: 'Hi' }];
    const expected = 'a list of blocks, as in [{"text": "…"}]';

    expect(brief(explain(NOVA, { schemaVersion: 'messages-v1', messages }))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/0/content', { expected, received: '"Hi"' }],
    ]);
    expect(brief(explain(NOVA, { messages, inferenceConfig: {} }, 'Converse'))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/0/content', { expected, received: '"Hi"' }],
    ]);
  });
});

describe('keys of OpenAI-style chat', () => {
  const messages = [{ role: 'user', content: 'Hi' }];

  it.each([
    ['max_token', '"max_tokens"'],
    ['max_new_tokens', '"max_tokens"'],
    ['stop_sequences', '"stop"'],
    ['system', 'a message of the role "system"'],
    ['zzz', 'no "zzz"'],
  ])('are in doubt where chat completions have none: %s', (key, expected) => {
    expect(brief(explain(OPENAI, { messages, [key]: 1 }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', key, { expected, received: 'set' }],
    ]);
  });

  it('are taken where AWS or servers of such models are seen to have them', () => {
    const more = {
      inferenceConfig: { maxTokens: 9 },
      top_k: 5,
      chat_template_kwargs: {},
      user: 'x',
    };

    expect(explain(OPENAI, { messages, ...more })).toEqual([]);
  });
});

describe('tools', () => {
  const message = { role: 'user', content: [{ text: 'Hi' }] };

  it('are warned of with InvokeModel, for the pages of AWS contradict one another', () => {
    const tools = [{ name: 'classify', input_schema: { type: 'object' } }];
    const toolConfig = { tools: [{ toolSpec: {} }] };

    expect(spots(explain(CLAUDE, claudeBody({ tools })))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
    expect(spots(explain(NOVA, { messages: [message], toolConfig }))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'toolConfig/tools'],
    ]);
  });

  it('of Converse are not those of Claude', () => {
    const [finding] = explain(CLAUDE, claudeBody({ tools: [{ toolSpec: { name: 'classify' } }] }));

    expect(finding).toMatchObject({
      code: 'MODEL_INPUT_VALUE',
      path: ['tools', 0],
      args: { received: 'a tool with "toolSpec"' },
    });
  });
});

describe('members that nobody knows the meaning of in batch inference', () => {
  it.each(['metadata', 'service_tier', 'speed', 'container', 'mcp_servers'])(
    'are in doubt for Claude: %s',
    (key) => {
      expect(spots(explain(CLAUDE, claudeBody({ [key]: {} })))).toEqual([
        ['MODEL_INPUT_DOUBTFUL', key],
      ]);
    },
  );

  it('are none of caching, whose hints are reported to be ignored', () => {
    expect(explain(CLAUDE, claudeBody({ cache_control: { type: 'ephemeral' } }))).toEqual([]);
  });

  it('include the effort of Opus 4.5 without its beta', () => {
    const model = 'anthropic.claude-opus-4-5-20251101-v1:0';
    const body = claudeBody({ output_config: { effort: 'low' } });

    expect(spots(explain(model, body))).toEqual([['MODEL_INPUT_DOUBTFUL', 'output_config/effort']]);
    expect(explain(model, { ...body, anthropic_beta: ['effort-2025-11-24'] })).toEqual([]);
    expect(explain('anthropic.claude-opus-5', body)).toEqual([]);
  });
});
