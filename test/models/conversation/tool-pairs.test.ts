import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const QWEN = 'qwen.qwen3-32b-v1:0';
const MISTRAL = 'mistral.mistral-large-2407-v1:0';

const use = (id: unknown) => ({ type: 'tool_use', id, name: 'genre', input: {} });
const result = (id: unknown) => ({ type: 'tool_result', tool_use_id: id, content: 'Thriller' });
const user = (...content: readonly object[]) => ({ role: 'user', content });
const model = (...content: readonly object[]) => ({ role: 'assistant', content });
const ask = { role: 'user', content: 'Which genre is Jaws?' };

const tools = [{ name: 'genre', input_schema: { type: 'object' } }];

function findingsOf(...messages: readonly unknown[]) {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages, tools };
  return explain(CLAUDE, body).filter(({ code }) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED');
}

function ofClaude(...messages: readonly unknown[]) {
  return spots(findingsOf(...messages));
}

const refused = (place: string) => ['MODEL_INPUT_VALUE', `messages/${place}`];

describe('calls of tools and their results in Claude messages', () => {
  it.each([
    ['one pair', [ask, model(use('a')), user(result('a'))]],
    ['two at once', [ask, model(use('a'), use('b')), user(result('b'), result('a'))]],
    [
      'results in two messages',
      [ask, model(use('a'), use('b')), user(result('a')), user(result('b'))],
    ],
    [
      'calls in two messages',
      [ask, model(use('a')), model(use('b')), user(result('a'), result('b'))],
    ],
    [
      'a text behind the result',
      [ask, model(use('a')), user(result('a'), { type: 'text', text: 'x' })],
    ],
    ['a chain', [ask, model(use('a')), user(result('a')), model(use('b')), user(result('b'))]],
    ['no tools', [ask, { role: 'assistant', content: 'Thriller' }, ask]],
    [
      'a tool that the provider runs',
      [
        ask,
        model(
          { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
          { type: 'web_search_tool_result', tool_use_id: 's', content: [] },
        ),
        ask,
      ],
    ],
    ['a compaction', [ask, model({ type: 'compaction', content: 'x' }), user(result('a'))]],
  ])('are taken: %s', (_what, messages) => {
    expect(ofClaude(...messages)).toEqual([]);
  });

  it.each([
    ['a call without a result', [ask, model(use('a')), ask], '1/content/0'],
    ['a call at the end', [ask, model(use('a'))], '1/content/0'],
    ['one call of two', [ask, model(use('a'), use('b')), user(result('a'))], '1/content/1'],
    ['a result without a call', [user(result('a'))], '0/content/0'],
    [
      'a result too late',
      [
        ask,
        model(use('a')),
        user(result('a')),
        model({ type: 'text', text: 'x' }),
        user(result('a')),
      ],
      '4/content/0',
    ],
    ['an id twice in a turn', [ask, model(use('a'), use('a')), user(result('a'))], '1/content/1'],
  ])('are refused: %s', (_what, messages, place) => {
    expect(ofClaude(...messages)).toEqual([refused(place)]);
  });

  it('are doubted where an id comes again in a later turn, or a result comes twice', () => {
    const again = [ask, model(use('a')), user(result('a')), model(use('a')), user(result('a'))];

    expect(ofClaude(...again)).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/3/content/0']]);
    expect(ofClaude(ask, model(use('a')), user(result('a'), result('a')))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/2/content/1'],
    ]);
  });

  it('are left to the schema where an id is none, or a message is not one', () => {
    expect(ofClaude(ask, model(use(1)), user(result('a')))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/1/content/0/id'],
    ]);
    expect(ofClaude(ask, model(use('a')), user({ ...result('a'), type: 'tool_rezult' }))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/content/0/type'],
    ]);
    expect(ofClaude(ask, model(use('a')), { ...user(result('a')), role: 'tool' })).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/role'],
    ]);
  });

  it('say what is missed', () => {
    const messages = [ask, model(use('a')), ask];

    expect(brief(findingsOf(...messages))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/1/content/0',
        {
          expected: 'a tool_use whose tool_result stands in the next turn (the Messages API)',
          received: 'a tool_use ("a") without its tool_result',
        },
      ],
    ]);
  });
});

describe('calls of tools and their results in other families', () => {
  const hi = { role: 'user', content: [{ text: 'Which genre is Jaws?' }] };
  const toolUse = { toolUse: { toolUseId: 'a', name: 'genre', input: {} } };
  const toolResult = { toolResult: { toolUseId: 'a', content: [{ text: 'Thriller' }] } };

  it('are doubted of Nova', () => {
    const ofNova = (...messages: readonly unknown[]) => spots(explain(NOVA, { messages }));

    expect(ofNova(hi, model(toolUse), user(toolResult))).toEqual([]);
    expect(ofNova(hi, model(toolUse), hi)).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/content/0'],
    ]);
    expect(ofNova(user(toolResult))).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0']]);
  });

  const call = { id: 'c', type: 'function', function: { name: 'genre', arguments: '{}' } };
  const calling = { role: 'assistant', content: null, tool_calls: [call] };
  const answer = { role: 'tool', tool_call_id: 'c', content: 'Thriller' };

  it.each([QWEN, MISTRAL])('are doubted of chat completions: %s', (id) => {
    const ofChat = (...messages: readonly unknown[]) =>
      spots(explain(id, { messages, max_tokens: 9 }));

    expect(ofChat(ask, calling, answer)).toEqual([]);
    expect(ofChat(ask, calling, answer, ask)).toEqual([]);
    expect(ofChat(ask, calling, ask)).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/tool_calls/0'],
    ]);
    expect(ofChat(ask, answer)).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/1']]);
  });
});
