import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CONTRADICTED = 'MODEL_INPUT_FEATURE_CONTRADICTED';

const mark = (ttl?: unknown, type: unknown = 'ephemeral') => ({
  cache_control: { type, ...(ttl !== undefined && { ttl }) },
});
const text = (ttl?: unknown, type?: unknown) => ({ type: 'text', text: 'x', ...mark(ttl, type) });
const turn = (...content: readonly object[]) => [{ role: 'user', content }];
const tool = (ttl?: unknown) => ({ name: 'g', input_schema: { type: 'object' }, ...mark(ttl) });

function ofClaude(members: object) {
  const body = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'Which genre is Jaws?' }],
    ...members,
  };
  return explain(CLAUDE, body).filter(({ code }) => code !== CONTRADICTED);
}

describe('marks to cache at in Claude messages', () => {
  it.each([
    [
      'one of each',
      { tools: [tool('1h')], system: [text('1h')], messages: turn(text('5m'), text()) },
    ],
    ['four', { system: [text(), text()], messages: turn(text(), text()) }],
    ['null', { system: [{ type: 'text', text: 'x', cache_control: null }] }],
  ])('are taken: %s', (_what, members) => {
    expect(ofClaude(members)).toEqual([]);
  });

  it.each([
    ['2h', { system: [text('2h')] }, 'system/0/cache_control/ttl'],
    ['nothing', { system: [text('')] }, 'system/0/cache_control/ttl'],
    [
      'an hour after five minutes',
      { tools: [tool()], system: [text('1h')] },
      'system/0/cache_control/ttl',
    ],
    [
      'an hour after five minutes, in a turn',
      { system: [text('1h')], messages: turn(text('5m'), text('1h'), text('1h')) },
      'messages/0/content/1/cache_control/ttl',
    ],
    [
      'five',
      { system: [text(), text()], messages: turn(text(), text(), text(), text()) },
      'messages/0/content/2/cache_control',
    ],
  ])('are refused: %s', (_what, members, path) => {
    expect(spots(ofClaude(members))).toEqual([['MODEL_INPUT_VALUE', path]]);
  });

  it('are counted in results of tools too', () => {
    const messages = [
      { role: 'user', content: 'x' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'g', input: {} }] },
      ...turn({ type: 'tool_result', tool_use_id: 'a', content: [text(), text()], ...mark() }),
    ];

    const tools = [{ name: 'g', input_schema: { type: 'object' } }];

    expect(spots(ofClaude({ tools, system: [text()], messages }))).toEqual([]);
    expect(spots(ofClaude({ tools, system: [text(), text()], messages }))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/content/0/cache_control'],
    ]);
  });

  it('are believed to be ephemeral', () => {
    expect(brief(ofClaude({ system: [text('5m', 'persistent')] }))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'system/0/cache_control/type',
        { expected: '"ephemeral"', received: '"persistent"' },
      ],
    ]);
  });
});
