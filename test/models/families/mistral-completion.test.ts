import { describe, expect, it } from 'vitest';
import { familyOf, mistral, readMistralCompletionOutput } from '../../../src/models/index.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { explain, spots } from '../support/explain.ts';
import { type Expected, look } from '../support/look.ts';

const SMALL = 'mistral.mistral-small-2402-v1:0';
const messages = [{ role: 'user' as const, content: 'Hello' }];

describe('Mistral Small', () => {
  it('gets the tokens around a question from the builder and from a template', () => {
    const prompt = '<s>[INST] Be brief\n\nHello [/INST]';
    const parts = { prompt: 'Hello', system: 'Be brief', maxTokens: 9 };

    expect(mistral.instruct({ prompt: 'Hello', system: 'Be brief' })).toEqual({ prompt });
    expect(familyOf(SMALL)?.fromPrompt(parts)).toEqual({ prompt, max_tokens: 9 });
    expect(mistral.instruct({ prompt: 'Hello' }).prompt).toBe('<s>[INST] Hello [/INST]');
  });

  it('is told from the chat form', () => {
    expect(explain(SMALL, mistral.chat({ messages }))).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { key: 'messages' } },
    ]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['temperature', { prompt: 'Hi', temperature: 1.1 }],
    ['top_p', { prompt: 'Hi', top_p: 1.1 }],
    ['max_tokens', { prompt: 'Hi', max_tokens: 0 }],
    ['stop', { prompt: 'Hi', stop: Array(11).fill('x') }],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(SMALL, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([[SMALL, { prompt: 'Hi', temperature: 1, top_p: 0, stop: Array(10).fill('x') }]])(
    'is not met by what lies within, or is not known at all: %s (%#)',
    (model, modelInput) => {
      expect(explain(model, modelInput)).toEqual([]);
    },
  );
});

describe('an output of Mistral Small', () => {
  const answer = (outputs: unknown) => look(SMALL, { outputs });

  it.each<readonly [string, Expected, Expected]>([
    ['whole', answer([{ text: 'x', stop_reason: 'stop' }]), ['given', 'stop', 'x']],
    ['cut off', answer([{ text: 'x', stop_reason: 'length' }]), ['given', 'length', 'x']],
    ['empty', answer([{ text: '', stop_reason: 'stop' }]), ['none', 'stop', '']],
    ['nothing', answer([]), ['none', undefined, undefined]],
    [
      'the second',
      answer([
        { text: '', stop_reason: 'length' },
        { text: 'x', stop_reason: 'stop' },
      ]),
      ['given', 'stop', 'x'],
    ],
    ['no list', answer(null), ['unknown', undefined, undefined]],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it('is read with its stop reason', () => {
    const completion = { outputs: [{ text: 'spam', stop_reason: 'stop' }] };
    const chat = { choices: [{ message: { content: 'spam' }, stop_reason: 'length' }] };

    expect(familyOf(SMALL)?.readOutput(completion)).toEqual({
      answer: 'given',
      text: 'spam',
      finishReason: 'stop',
      stopReason: 'stop',
    });
    expect(readMistralCompletionOutput(completion)).toBe(completion);
    expect(readMistralCompletionOutput(chat)).toBeUndefined();
  });

  itFindsTheError(SMALL, [{ error: { message: 'bad request' } }]);
});
