import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/core/index.ts';
import {
  claude,
  explainModelInput,
  familyOf,
  type ModelFamily,
  readClaudeOutput,
} from '../../../src/models/index.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain, spots } from '../support/explain.ts';
import { type Expected, look } from '../support/look.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const hello = { role: 'user', content: 'Hello' };
const body = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 4096,
  messages: [hello],
};
const TOOL = { name: 'genre', input_schema: { type: 'object' } };

/** Paths of the doubts, and nothing else than doubts and the tools that AWS's pages contradict one another about. */
function doubtsOf(members: object): readonly (string | undefined)[] {
  return spots(explain(CLAUDE, { ...body, ...members }))
    .filter(([code]) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED')
    .map(([code, path]) => (code === 'MODEL_INPUT_DOUBTFUL' ? path : code));
}

function enabled(budget_tokens?: unknown): object {
  return { thinking: { type: 'enabled', ...(budget_tokens !== undefined && { budget_tokens }) } };
}

const claudeBody = claude.messages({ max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });

function claudeWith(members: object): object {
  return { ...claudeBody, ...members };
}

function asking(...content: readonly object[]): object {
  return claudeWith({ messages: [{ role: 'user', content }] });
}

describe('thinking of Claude', () => {
  it.each([
    ['no budget', enabled(), 'thinking'],
    ['a budget that is too small', enabled(1023), 'thinking/budget_tokens'],
    ['half a token', enabled(1024.5), 'thinking/budget_tokens'],
    ['the budget of all tokens', enabled(4096), 'thinking/budget_tokens'],
    ['an unknown type', { thinking: { type: 'on' } }, 'thinking/type'],
    ['a temperature', { ...enabled(1024), temperature: 0.5 }, 'temperature'],
    ['a temperature out of bounds', { ...enabled(1024), temperature: 1.5 }, 'temperature'],
    ['top_k', { thinking: { type: 'adaptive' }, top_k: 5 }, 'top_k'],
  ])('is in doubt with %s', (_what, members, path) => {
    expect(doubtsOf(members)).toEqual([path]);
  });

  it.each([
    ['1,024 tokens', enabled(1024)],
    ['all tokens but one', enabled(4095)],
    [
      'a budget over several turns',
      { ...enabled(9000), anthropic_beta: ['interleaved-thinking-2025-05-14'] },
    ],
    ['temperature 1 beside it', { ...enabled(1024), temperature: 1 }],
    ['nothing beside it', { thinking: { type: 'adaptive' } }],
    ['temperature beside none', { thinking: { type: 'disabled' }, temperature: 0.5, top_k: 5 }],
  ])('is not in doubt with %s', (_what, members) => {
    expect(doubtsOf(members)).toEqual([]);
  });

  it('is the schema to judge where it is of another type', () => {
    expect(doubtsOf({ thinking: { type: 7 } })).toEqual(['MODEL_INPUT_TYPE']);
    expect(doubtsOf(enabled('many'))).toEqual(['MODEL_INPUT_TYPE']);
  });
});

describe('tools of Claude', () => {
  it('are in doubt where there is a choice among none', () => {
    const tool_choice = { type: 'auto' };

    expect(doubtsOf({ tool_choice })).toEqual(['tool_choice']);
    expect(doubtsOf({ tool_choice, tools: [] })).toEqual(['tool_choice']);
    expect(doubtsOf({ tool_choice, tools: [TOOL] })).toEqual([]);
  });

  it.each(['', 'genre of a film', 'genre.of', 'ü', 'x'.repeat(129)])(
    'are in doubt with the name %j',
    (name) => {
      expect(doubtsOf({ tools: [TOOL, { ...TOOL, name }] })).toEqual(['tools/1/name']);
    },
  );

  it('have names of letters, digits, _ and -', () => {
    expect(doubtsOf({ tools: [{ ...TOOL, name: `Genre_of-1${'x'.repeat(118)}` }] })).toEqual([]);
  });
});

describe('messages of Claude', () => {
  it('are in doubt where the assistant has the first turn', () => {
    expect(doubtsOf({ messages: [{ role: 'assistant', content: 'Hi' }, hello] })).toEqual([
      'messages/0/role',
    ]);
    expect(doubtsOf({ messages: [hello, { role: 'assistant', content: 'Hi' }] })).toEqual([]);
  });

  it.each([
    ['no block', { messages: [{ role: 'user', content: [] }] }, 'messages/0/content'],
    [
      'an empty answer between',
      { messages: [hello, { role: 'assistant', content: '' }, hello] },
      'messages/1/content',
    ],
    ['an empty system prompt', { system: '' }, 'system'],
    ['an empty block of it', { system: [{ type: 'text', text: '' }] }, 'system/0/text'],
  ])('are in doubt with %s', (_what, members, path) => {
    expect(doubtsOf(members)).toEqual([path]);
  });

  it('may end with an answer that is not begun', () => {
    expect(doubtsOf({ messages: [hello, { role: 'assistant', content: '' }] })).toEqual([]);
  });

  it('are said to be known from memory', () => {
    const [finding] = explain(CLAUDE, { ...body, system: '' });

    expect(finding?.args).toMatchObject({
      expected: 'text that is not empty',
      received: 'an empty string',
      doubt: "that is known from memory of the Messages API, not from AWS's documents at hand",
    });
  });
});

const image_url = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };

describe('a block of another API', () => {
  it('is shown to Claude as Claude writes it', () => {
    expect(brief(explain(CLAUDE, asking(image_url)))).toEqual([
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
    expect(brief(explain(CLAUDE, asking({ image: {} })))).toMatchObject([
      [
        'MODEL_INPUT_REQUIRED',
        'messages/0/content/0/type',
        { expected: expect.stringContaining('as in {"type": "image"') },
      ],
    ]);
  });
});

describe('a turn', () => {
  it('of the system stands beside the messages', () => {
    const messages = [{ role: 'developer', content: 'Be brief' }];
    const expected = 'one of "user", "assistant"; the system prompt stands in "system"';

    expect(brief(explain(CLAUDE, claudeWith({ messages })))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/role', { expected, received: '"developer"' }],
    ]);
  });
});

describe('tools of others', () => {
  it('are warned of with InvokeModel, for the pages of AWS contradict one another', () => {
    const tools = [{ name: 'classify', input_schema: { type: 'object' } }];

    expect(spots(explain(CLAUDE, claudeWith({ tools })))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
  });

  it('of Converse are not those of Claude', () => {
    const [finding] = explain(CLAUDE, claudeWith({ tools: [{ toolSpec: { name: 'classify' } }] }));

    expect(finding).toMatchObject({
      code: 'MODEL_INPUT_VALUE',
      path: ['tools', 0],
      args: { received: 'a tool with "toolSpec"' },
    });
  });
});

describe('members that are null', () => {
  it('stand for none', () => {
    const tools = [{ ...TOOL, type: null }];

    expect(doubtsOf({ output_config: { effort: null, format: null }, tools })).toEqual([]);
  });
});

describe('members that nobody knows the meaning of in batch inference', () => {
  it.each([
    'metadata',
    'service_tier',
    'speed',
    'container',
    'mcp_servers',
    'user_profile_id',
    'thread',
  ])('are in doubt for Claude: %s', (key) => {
    expect(spots(explain(CLAUDE, claudeWith({ [key]: {} })))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', key],
    ]);
  });

  it('are none of caching, whose hints are reported to be ignored', () => {
    expect(explain(CLAUDE, claudeWith({ cache_control: { type: 'ephemeral' } }))).toEqual([]);
  });

  it('include the effort of Opus 4.5 without its beta', () => {
    const model = 'anthropic.claude-opus-4-5-20251101-v1:0';
    const body = claudeWith({ output_config: { effort: 'low' } });

    expect(spots(explain(model, body))).toEqual([['MODEL_INPUT_DOUBTFUL', 'output_config/effort']]);
    expect(explain(model, { ...body, anthropic_beta: ['effort-2025-11-24'] })).toEqual([]);
    expect(explain('anthropic.claude-opus-5', body)).toEqual([]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['temperature', { ...claudeBody, temperature: 1.5 }],
    ['top_p', { ...claudeBody, top_p: -0.1 }],
    ['top_k', { ...claudeBody, top_k: 501 }],
    ['top_k', { ...claudeBody, top_k: 2.5 }],
    ['messages', { ...claudeBody, messages: [] }],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(CLAUDE, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([
    [CLAUDE, { ...claudeBody, temperature: 1, top_k: 500 }],
    [CLAUDE, { ...claudeBody, top_p: 0, top_k: 0 }],
    [CLAUDE, { ...claudeBody, thinking: { type: 'adaptive', effort: 3 } }],
  ])('is not met by what lies within, or is not known at all: %s (%#)', (model, modelInput) => {
    expect(explain(model, modelInput)).toEqual([]);
  });

  it('says the value, the bound and the doubt', () => {
    const [finding] = explain(CLAUDE, { ...claudeBody, temperature: 1.5 });
    if (finding === undefined) throw new Error('Nothing was found');

    const { code, args } = finding;
    const diagnostic = diagnose(code, { location: { source: 'x' }, args });

    expect(diagnostic).toMatchObject({ severity: 'warning' });
    expect(diagnostic.message).toBe(
      '"temperature" is 1.5; Claude messages is believed to take a number from 0 to 1 there, ' +
        "but AWS's documents at hand do not confirm it",
    );
  });

  it('is silent where the same place has an error', () => {
    const modelInput = { ...claudeBody, temperature: 1.5 };

    expect(spots(explain('anthropic.claude-opus-5', modelInput))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'temperature'],
    ]);
  });
});

describe('sampling of Claude', () => {
  it('warns of temperature with top_p only for the models that are reported to refuse both', () => {
    const modelInput = claudeWith({ temperature: 0.5, top_p: 0.9 });
    const older = 'anthropic.claude-3-haiku-20240307-v1:0';

    expect(explain(older, modelInput)).toEqual([]);
    expect(brief(explain(CLAUDE, modelInput))).toEqual([
      ['MODEL_INPUT_SAMPLING_CONFLICT', 'top_p', {}],
    ]);
    expect(explain(CLAUDE, claudeWith({ temperature: 0.5, top_k: 9 }))).toEqual([]);
  });

  it('refuses sampling parameters for the models that are reported to', () => {
    const modelInput = claudeWith({ temperature: 0.5, top_k: 9 });

    expect(brief(explain('us.anthropic.claude-opus-5-v1:0', modelInput))).toEqual([
      ['MODEL_INPUT_FORBIDDEN_KEY', 'temperature', { key: 'temperature' }],
      ['MODEL_INPUT_FORBIDDEN_KEY', 'top_k', { key: 'top_k' }],
    ]);
  });

  it.each(['opus-4-7', 'opus-4-8', 'opus-5', 'opus-5-5', 'sonnet-5', 'haiku-5-5'])(
    'takes of Claude %s sampling parameters that ask for what is done without them',
    (name) => {
      const codesOf = (members: object) =>
        explain(`us.anthropic.claude-${name}`, claudeWith(members)).map(({ code }) => code);

      expect(codesOf({ temperature: 1 })).toEqual([]);
      expect(codesOf({ temperature: 1, top_p: 0.99 })).toEqual([]);
      expect(codesOf({ top_p: 1 })).toEqual([]);
      expect(codesOf({ temperature: 0.99 })).toEqual(['MODEL_INPUT_FORBIDDEN_KEY']);
      expect(codesOf({ top_p: 0.98 })).toEqual(['MODEL_INPUT_FORBIDDEN_KEY']);
      expect(codesOf({ top_k: 1 })).toEqual(['MODEL_INPUT_FORBIDDEN_KEY']);
    },
  );

  it('leaves out rules of single models where the model is not known', () => {
    const family = familyOf(CLAUDE) as ModelFamily;

    expect(explainModelInput(family, claudeWith({ temperature: 0.5, top_p: 0.9 }))).toEqual([]);
  });
});

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

describe('an output of Claude', () => {
  it('reads Claude: text blocks only, stop reason, usage with cache', () => {
    const output = {
      content: [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'text', text: 'spam' },
        { type: 'tool_use', id: 't', name: 'n', input: {} },
        { type: 'text', text: '!' },
      ],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 10,
        output_tokens: 5,
        cache_read_input_tokens: 2,
        cache_creation_input_tokens: null,
      },
    };

    expect(familyOf('anthropic.claude-sonnet-4-6')?.readOutput(output)).toEqual({
      answer: 'given',
      text: 'spam!',
      finishReason: 'stop',
      stopReason: 'end_turn',
      usage: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 2 },
    });
    expect(readClaudeOutput(output)).toBe(output);
  });

  itFindsTheError('anthropic.claude-sonnet-4-6', [
    { errorCode: 400, errorMessage: 'bad request' },
    { type: 'error', error: { message: 'bad request' } },
  ]);
});
