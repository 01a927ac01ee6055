import { describe, expect, it } from 'vitest';
import { explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const tools = [{ name: 'genre', input_schema: { type: 'object' } }];

const use = (id: string) => ({ type: 'tool_use', id, name: 'genre', input: {} });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'Thriller' });
const text = { type: 'text', text: 'x' };
const image = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
};
const user = (...content: readonly object[]) => ({ role: 'user', content });
const model = (...content: readonly object[]) => ({ role: 'assistant', content });
const ask = { role: 'user', content: 'Which genre is Jaws?' };

function found(messages: readonly unknown[], members: object = { tools }) {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages, ...members };
  return explain(CLAUDE, body).filter(({ code }) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED');
}

const doubted = (path: string) => ['MODEL_INPUT_DOUBTFUL', `messages/${path}`];

describe('results of tools in a turn', () => {
  it.each([
    ['a text', [ask, model(use('a')), user(text, result('a'))], '2/content/1'],
    ['an image', [ask, model(use('a')), user(image, result('a'))], '2/content/1'],
    [
      'a text in the message before',
      [ask, model(use('a')), user(text), user(result('a'))],
      '3/content/0',
    ],
    [
      'a text alone in the message before',
      [ask, model(use('a')), ask, user(result('a'))],
      '3/content/0',
    ],
    [
      'a text between two',
      [ask, model(use('a'), use('b')), user(result('a'), text, result('b'))],
      '2/content/2',
    ],
  ])('are doubted behind %s', (_what, messages, place) => {
    const findings = found(messages);

    expect(spots(findings)).toEqual([doubted(place)]);
    expect(findings[0]?.args).toMatchObject({ doubt: expect.stringContaining("Anthropic's word") });
  });

  it.each([
    ['in front', [ask, model(use('a')), user(result('a'), text, image)]],
    ['in front of a message', [ask, model(use('a')), user(result('a')), ask]],
    [
      'of a later turn',
      [ask, model(use('a')), user(result('a')), model(use('b')), user(result('b'))],
    ],
  ])('are taken %s', (_what, messages) => {
    expect(found(messages)).toEqual([]);
  });
});

describe('a text behind a call', () => {
  it('is doubted, and in front of it is taken', () => {
    expect(found([ask, model(text, use('a')), user(result('a'))])).toEqual([]);
    expect(spots(found([ask, model(use('a'), text), user(result('a'))]))).toEqual([
      doubted('1/content/1'),
    ]);
  });

  it('is taken behind one that the provider runs', () => {
    const served = [
      { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
      { type: 'web_search_tool_result', tool_use_id: 's', content: [] },
    ];

    expect(found([ask, model(...served, text), ask])).toEqual([]);
  });
});

describe('calls of tools without tools', () => {
  const messages = [ask, model(use('a')), user(result('a'))];

  it.each([{}, { tools: [] }])('are doubted once: %j', (members) => {
    const findings = found(messages, members);

    expect(spots(findings)).toEqual([doubted('1/content/0')]);
    expect(findings[0]?.args).toMatchObject({ doubt: expect.stringContaining('Converse') });
  });

  it('are what Converse refuses, with whose word that is', () => {
    const content = [{ toolUse: { toolUseId: 'a', name: 'genre', input: {} } }];
    const body = { messages: [{ role: 'user', content: [{ text: 'x' }] }, model(...content)] };
    const [finding] = explain('us.amazon.nova-pro-v1:0', body, 'Converse');

    expect(finding).toMatchObject({
      code: 'MODEL_INPUT_FORBIDDEN_KEY',
      args: { reason: expect.stringContaining('pentagi #160') },
    });
  });
});

describe('tools that Converse passes on to Claude', () => {
  const named = (name: string, schema: object = { type: 'object' }) => ({
    name,
    input_schema: schema,
  });
  const asked = (fields: object) =>
    spots(
      explain(
        CLAUDE,
        {
          messages: [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }],
          additionalModelRequestFields: fields,
        },
        'Converse',
      ),
    );
  const at = (path: string) => ['MODEL_INPUT_DOUBTFUL', `additionalModelRequestFields/${path}`];

  it('are looked at as by InvokeModel, in doubt', () => {
    expect(asked({ tools: [named('a'), named('b')] })).toEqual([]);
    expect(asked({ tools: [named('a'), named('a')] })).toEqual([at('tools/1/name')]);
    expect(asked({ tools: [named('a')], tool_choice: { type: 'tool', name: 'b' } })).toEqual([
      at('tool_choice/name'),
    ]);
    expect(asked({ tools: [named('a', { type: 'object', anyOf: [] })] })).toEqual([
      at('tools/0/input_schema/anyOf'),
    ]);
    expect(asked({ tools: [named('a', { type: 'array' })] })).toEqual([
      at('tools/0/input_schema/type'),
    ]);
  });
});
