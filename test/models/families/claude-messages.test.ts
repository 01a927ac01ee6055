import { describe, expect, it } from 'vitest';
import { explain, spots } from '../support/explain.ts';

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
    ['an empty prompt', { messages: [{ role: 'user', content: '' }] }, 'messages/0/content'],
    ['no block', { messages: [{ role: 'user', content: [] }] }, 'messages/0/content'],
    [
      'an empty block',
      { messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      'messages/0/content/0/text',
    ],
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
    const [finding] = explain(CLAUDE, { ...body, messages: [{ role: 'user', content: '' }] });

    expect(finding?.args).toMatchObject({
      expected: 'text that is not empty',
      received: 'an empty string',
      doubt: "that is known from memory of the Messages API, not from AWS's documents at hand",
    });
  });
});

describe('messages of Converse', () => {
  it.each([
    [{ messages: [{ role: 'user', content: [] }] }, ['MODEL_INPUT_DOUBTFUL', 'messages/0/content']],
    [
      { messages: [{ role: 'user', content: [{ text: '' }] }] },
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/text'],
    ],
    [
      { messages: [{ role: 'user', content: [{ text: 'Hi' }] }], system: [{ text: '' }] },
      ['MODEL_INPUT_VALUE', 'system/0/text'],
    ],
    [{ messages: [{ role: 'user', content: '' }] }, ['MODEL_INPUT_TYPE', 'messages/0/content']],
  ])('are found once where they are empty: %j', (modelInput, spot) => {
    expect(spots(explain('amazon.nova-pro-v1:0', modelInput, 'Converse'))).toEqual([spot]);
  });
});
