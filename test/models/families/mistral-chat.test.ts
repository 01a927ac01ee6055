import { describe, expect, it } from 'vitest';
import { familyOf, mistral, readMistralChatOutput } from '../../../src/models/index.ts';
import { itReadsChats } from '../support/chat-answers.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { explain, spots } from '../support/explain.ts';

const LARGE = 'mistral.mistral-large-2407-v1:0';
const messages = [{ role: 'user' as const, content: 'Hello' }];

describe('Mistral Large', () => {
  it('has a chat form of its own, narrower than that of OpenAI', () => {
    const tool = { type: 'function', function: { name: 'classify', parameters: {} } };
    const call = { id: 'c', function: { name: 'classify', arguments: '{}' } };
    const turns = [
      { role: 'system', content: 'Be brief' },
      ...messages,
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: '{}' },
    ];

    expect(spots(explain(LARGE, { messages: turns, tools: [tool], tool_choice: 'any' }))).toEqual([
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
    expect(spots(explain(LARGE, { messages: [{ role: 'user', content: [{}] }] }))).toEqual([
      ['MODEL_INPUT_TYPE', 'messages/0/content'],
    ]);
    expect(spots(explain(LARGE, { messages, tools: [{ type: 'custom' }] }))).toEqual([
      ['MODEL_INPUT_VALUE', 'tools/0/type'],
      ['MODEL_INPUT_REQUIRED', 'tools/0/function'],
      ['MODEL_INPUT_FEATURE_CONTRADICTED', 'tools'],
    ]);
    expect(explain(LARGE, { messages, response_format: {} })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'OpenAI-style chat' } },
    ]);
  });

  it('is told from the completion form', () => {
    expect(explain(LARGE, mistral.instruct({ prompt: 'Hello' }))).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY' },
    ]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['messages', { messages: [] }],
    ['max_tokens', { messages, max_tokens: 0.5 }],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(LARGE, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });
});

describe('an output of Mistral Large', () => {
  itReadsChats(LARGE, 'stop_reason');

  it('is read with its stop reason', () => {
    const completion = { outputs: [{ text: 'spam', stop_reason: 'stop' }] };
    const chat = { choices: [{ message: { content: 'spam' }, stop_reason: 'length' }] };

    expect(familyOf(LARGE)?.readOutput(chat)).toMatchObject({
      text: 'spam',
      finishReason: 'length',
      stopReason: 'length',
    });
    expect(readMistralChatOutput(chat)).toBe(chat);
    expect(readMistralChatOutput(completion)).toBeUndefined();
  });

  itFindsTheError(LARGE, [{ error: 'bad request' }]);
});
