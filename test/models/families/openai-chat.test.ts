import { describe, expect, it } from 'vitest';
import { familyOf, readOpenAIOutput } from '../../../src/models/index.ts';
import { itReadsChats } from '../support/chat-answers.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain, spots } from '../support/explain.ts';

const OPENAI = 'openai.gpt-oss-20b-1:0';
const QWEN = 'qwen.qwen3-32b-v1:0';
const VISION = 'qwen.qwen3-vl-235b-a22b';
const messages = [{ role: 'user', content: 'Hello' }];

function asking(...content: readonly object[]): object {
  return { messages: [{ role: 'user', content }] };
}

const image_url = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
const claudeImage = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
};

describe('a block of another API', () => {
  it('is shown to OpenAI-style chat, where an image of Claude is in doubt', () => {
    expect(brief(explain(QWEN, { ...asking({ text: 'Hi' }), max_tokens: 9 }))).toMatchObject([
      ['MODEL_INPUT_REQUIRED', 'messages/0/content/0/type', {}],
    ]);
    expect(brief(explain(VISION, asking(claudeImage)))).toMatchObject([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/0',
        { expected: expect.stringContaining('image_url'), received: 'an image as Claude takes it' },
      ],
    ]);
    expect(explain(VISION, asking(image_url))).toEqual([]);
  });
});

describe('keys of OpenAI-style chat', () => {
  it.each([
    ['max_token', '"max_tokens"'],
    ['max_new_tokens', '"max_tokens"'],
    ['stop_sequences', '"stop"'],
    ['system', 'a message of the role "system"'],
    ['zzz', 'no "zzz"'],
  ])('are in doubt where chat completions have none: %s', (key, expected) => {
    expect(brief(explain(QWEN, { messages, [key]: 1 }))).toEqual([
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

    expect(explain(QWEN, { messages, ...more })).toEqual([]);
  });

  it.each([
    ['deepseek.v3-v1:0', ['Observation:'], ['stop']],
    ['deepseek.v3.2', 'x', ['stop']],
    ['deepseek.v4-v1:0', 'x', ['stop']],
    [QWEN, ['x'], []],
    [OPENAI, 'x', []],
  ])('tell of texts to stop at where they are reported to be refused: %s', (model, stop, paths) => {
    const found = explain(model, { messages, max_tokens: 9, stop });
    expect(spots(found)).toEqual(paths.map((path) => ['MODEL_INPUT_DOUBTFUL', path]));
  });

  it.each([OPENAI, QWEN])('tell that tiers are not for batch: %s', (model) => {
    const found = explain(model, { messages, max_tokens: 9, service_tier: 'flex' });
    expect(brief(found)).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'service_tier', { expected: 'no "service_tier"', received: 'set' }],
    ]);
  });
});

describe('a body of OpenAI-style chat', () => {
  it('says of OpenAI-style chat: streaming, a prompt', () => {
    expect(explain(OPENAI, { messages, stream: false, model: 'gpt-oss', top_k: 5 })).toEqual([]);
    expect(brief(explain(OPENAI, { messages, stream: true }))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'stream', { key: 'stream' }],
    ]);
    expect(brief(explain(OPENAI, { messages, prompt: 'Hello' }))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'prompt', { key: 'prompt' }],
    ]);
  });

  it('knows that Kimi needs a bound on the answer', () => {
    expect(brief(explain('moonshotai.kimi-k2.5', { messages }))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'max_tokens', { expected: 'an integer >= 1' }],
    ]);
    expect(explain('moonshotai.kimi-k2.5', { messages, max_tokens: 9 })).toEqual([]);
    expect(explain(OPENAI, { messages })).toEqual([]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['messages', { messages: [] }],
    ['max_tokens', { messages, max_tokens: 0 }],
    ['max_completion_tokens', { messages, max_completion_tokens: 1.5 }],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(OPENAI, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([[OPENAI, { messages, temperature: 7, top_p: -3, max_tokens: 1 }]])(
    'is not met by what lies within, or is not known at all: %s (%#)',
    (model, modelInput) => {
      expect(explain(model, modelInput)).toEqual([]);
    },
  );

  it.each([
    OPENAI,
    QWEN,
    'deepseek.v3-v1:0',
    'zai.glm-4.7',
    'moonshot.kimi-k2-thinking',
    'minimax.minimax-m2.1',
  ])('holds of %s, which is said to take text only', (model) => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
    ];
    const modelInput = { messages: [{ role: 'user', content }], max_tokens: 9 };

    expect(brief(explain(model, modelInput))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/1',
        { expected: 'text only', received: 'a part of type "image_url"' },
      ],
    ]);
    expect(explain('google.gemma-3-12b-it', modelInput)).toEqual([]);
  });
});

describe('pictures and sound for models of Mistral', () => {
  const VOXTRAL = 'mistral.voxtral-small-24b-2507';
  const sound = { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } };
  const text = { type: 'text', text: 'What is this?' };

  it.each([
    ['mistral.mistral-large-3-675b-instruct', image_url],
    ['mistral.ministral-3-3b-instruct', image_url],
    ['mistral.ministral-3-14b-instruct', image_url],
    ['mistral.magistral-small-2509', image_url],
    ['mistral.voxtral-mini-3b-2507', sound],
    [VOXTRAL, sound],
    ['nvidia.nemotron-nano-9b-v2', sound],
  ])('are taken as AWS shows them: %s', (model, part) => {
    expect(explain(model, { ...asking(part, text), max_tokens: 9, temperature: 0.7 })).toEqual([]);
  });

  it.each([
    [VOXTRAL, image_url, 'text or audio', 'a part of type "image_url"'],
    ['mistral.ministral-3-8b-instruct', sound, 'text or image', 'a part of type "input_audio"'],
    ['mistral.devstral-2-123b', image_url, 'text only', 'a part of type "image_url"'],
  ])('are in doubt where the card has no place for them: %s', (model, part, expected, received) => {
    expect(brief(explain(model, asking(text, part)))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/1', { expected, received }],
    ]);
  });

  it.each([
    [{ type: 'input_audio' }, 'no "input_audio"'],
    [{ type: 'input_audio', input_audio: 'AAAA' }, '"AAAA"'],
    [{ type: 'input_audio', input_audio: { data: 'AAAA' } }, 'an object'],
  ])('are in doubt where sound has another form: %j', (part, received) => {
    expect(brief(explain(VOXTRAL, asking(part)))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/0/input_audio',
        { expected: expect.stringContaining('"format"'), received },
      ],
    ]);
  });

  it('are shown where a block is written as Converse has it', () => {
    expect(brief(explain(VOXTRAL, asking({ audio: { format: 'mp3' } })))).toEqual([
      [
        'MODEL_INPUT_REQUIRED',
        'messages/0/content/0/type',
        { expected: expect.stringContaining('input_audio') },
      ],
    ]);
  });
});

describe('an output of chat completions', () => {
  itReadsChats(OPENAI, 'finish_reason');

  it('reads chat completions: the first answer, without the reasoning in front', () => {
    const content = '<reasoning>The user\nwants…</reasoning>spam <reasoning>';
    const output = {
      choices: [{ message: { role: 'assistant', content }, finish_reason: 'length' }],
      usage: {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 3 },
      },
    };

    expect(familyOf(OPENAI)?.readOutput(output)).toEqual({
      answer: 'given',
      text: 'spam <reasoning>',
      finishReason: 'length',
      stopReason: 'length',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15, cacheReadInputTokens: 3 },
    });
    expect(readOpenAIOutput(output)).toBe(output);
  });

  it('reads content in parts', () => {
    const message = {
      content: [
        { type: 'text', text: 'sp' },
        { type: 'text', text: 'am' },
      ],
    };

    expect(familyOf(OPENAI)?.readOutput({ choices: [{ message }] })?.text).toBe('spam');
  });

  itFindsTheError(OPENAI, [
    { error: 'bad request' },
    { error: { message: 'bad request' }, choices: [] },
  ]);
});
