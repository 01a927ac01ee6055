import { describe, expect, it } from 'vitest';
import { explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-sonnet-4-6';
const NOVA = 'us.amazon.nova-pro-v1:0';

const text = { text: 'Which genre is Jaws?' };
const point = (ttl?: string) => ({ cachePoint: { type: 'default', ...(ttl && { ttl }) } });
const paper = (format: string, name = 'paper') => ({
  document: { name, format, source: { bytes: 'JVBERi0xLjQK' } },
});
const thought = { reasoningContent: { reasoningText: { text: 't', signature: 's' } } };
const user = (...content: readonly object[]) => ({ role: 'user', content });
const model = (...content: readonly object[]) => ({ role: 'assistant', content });

function found(id: string, body: object): readonly (readonly string[])[] {
  return spots(explain(id, body, 'Converse'));
}

describe('marks to cache at in Converse bodies', () => {
  it.each([
    ['after text', { messages: [user(text, point())] }],
    ['after a PDF', { messages: [user(text, paper('pdf'), point())] }],
    ['after text that follows a table', { messages: [user(paper('csv'), text, point())] }],
    ['after an answer', { messages: [user(text), model(thought, text, point()), user(text)] }],
    [
      'four',
      {
        system: [text, point('1h')],
        messages: [user(text, point('1h'), text, point(), text, point('5m'))],
      },
    ],
  ])('are taken: %s', (_what, body) => {
    expect(found(CLAUDE, body)).toEqual([]);
  });

  it.each([
    [
      'after thinking',
      { messages: [user(text), model(thought, point(), text), user(text)] },
      'messages/1/content/1',
    ],
    ['after a table', { messages: [user(text, paper('csv'), point())] }, 'messages/0/content/2'],
    [
      'after nothing',
      { messages: [user(text), model(text), user(point(), text)] },
      'messages/2/content/0',
    ],
    [
      'an hour after five minutes',
      { system: [text, point()], messages: [user(text, point('1h'))] },
      'messages/0/content/1/cachePoint/ttl',
    ],
    [
      'five',
      {
        system: [text, point(), text, point()],
        messages: [user(text, point(), text, point(), text, point())],
      },
      'messages/0/content/5/cachePoint',
    ],
  ])('are refused by Claude, and doubted of others: %s', (_what, body, path) => {
    expect(found(CLAUDE, body)).toEqual([['MODEL_INPUT_VALUE', path]]);
    expect(found(NOVA, body)).toContainEqual(['MODEL_INPUT_DOUBTFUL', path]);
  });
});

describe('marks to cache at in bodies of Nova', () => {
  const invoked = (body: object) =>
    spots(explain(NOVA, body)).filter(([code]) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED');
  const tool = { toolSpec: { name: 'a', inputSchema: { json: { type: 'object' } } } };

  it.each([
    ['after text', { messages: [user(text, point())] }],
    ['four', { system: [text, point()], messages: [user(text, point(), text, point(), point())] }],
    ['beside tools', { messages: [user(text, point())], toolConfig: { tools: [tool] } }],
  ])('are taken: %s', (_what, body) => {
    expect(invoked(body)).toEqual([]);
  });

  it.each([
    ['after nothing', { messages: [user(point(), text)] }, 'messages/0/content/0'],
    [
      'five',
      {
        system: [text, point(), text, point()],
        messages: [user(text, point(), text, point(), text, point())],
      },
      'messages/0/content/5/cachePoint',
    ],
    ['for a day', { messages: [user(text, point('1d'))] }, 'messages/0/content/1/cachePoint/ttl'],
    [
      'of another type',
      { messages: [user(text, { cachePoint: { type: 'ephemeral' } })] },
      'messages/0/content/1/cachePoint/type',
    ],
    [
      'of no type',
      { messages: [user(text, { cachePoint: {} })] },
      'messages/0/content/1/cachePoint/type',
    ],
    [
      'among tools',
      { messages: [user(text)], toolConfig: { tools: [tool, point()] } },
      'toolConfig/tools/1/cachePoint',
    ],
  ])('are doubted: %s', (_what, body, path) => {
    expect(invoked(body)).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });
});
