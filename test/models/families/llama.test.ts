import { describe, expect, it } from 'vitest';
import { familyOf, llama, readLlamaOutput } from '../../../src/models/index.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { explain, spots } from '../support/explain.ts';
import { type Expected, look } from '../support/look.ts';

const LLAMA_33 = 'us.meta.llama3-3-70b-instruct-v1:0';
const LLAMA = 'meta.llama3-1-8b-instruct-v1:0';
const messages = [{ role: 'user' as const, content: 'Hello' }];

describe('Llama', () => {
  it('gets the tokens around a question from the builder and from a template', () => {
    const prompt =
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief<|eot_id|>' +
      '<|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>' +
      '<|start_header_id|>assistant<|end_header_id|>\n\n';
    const parts = { prompt: 'Hello', system: 'Be brief', maxTokens: 9 };

    expect(llama.instruct({ prompt: 'Hello', system: 'Be brief' })).toEqual({ prompt });
    expect(familyOf(LLAMA_33)?.fromPrompt(parts)).toEqual({ prompt, max_gen_len: 9 });
    expect(llama.complete({ prompt: 'Hello', top_p: 1 })).toEqual({ prompt: 'Hello', top_p: 1 });
  });

  it('is not asked in the form of SageMaker', () => {
    const parameters = { max_new_tokens: 9 };

    for (const body of [
      { prompt: 'Hello', parameters },
      { messages, parameters },
      { inputs: '' },
    ]) {
      expect(explain(LLAMA_33, body)).toMatchObject([
        {
          code: 'MODEL_INPUT_OTHER_FAMILY',
          args: {
            looksLike: 'SageMaker JumpStart',
            fix: expect.stringContaining('"max_gen_len" (not "max_new_tokens")'),
          },
        },
      ]);
    }
    expect(explain(LLAMA_33, { messages, max_tokens: 9 })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'OpenAI-style chat' } },
    ]);
  });

  it('is recognised where another family is asked', () => {
    expect(
      explain('mistral.mistral-small-2402-v1:0', { prompt: 'Hello', max_gen_len: 9 }),
    ).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Llama', key: 'max_gen_len' } },
    ]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([
    ['temperature', { prompt: 'Hi', temperature: 2 }],
    ['top_p', { prompt: 'Hi', top_p: 2 }],
    ['max_gen_len', { prompt: 'Hi', max_gen_len: 0 }],
    ['images', { prompt: 'Hi', images: ['iVBORw0KGgo='] }],
  ])('is a warning, not an error: %s', (path, modelInput) => {
    expect(spots(explain(LLAMA, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
  });

  it.each([
    [LLAMA, { prompt: 'Hi', temperature: 0, top_p: 1, max_gen_len: 1 }],
    ['meta.llama3-2-11b-instruct-v1:0', { prompt: 'Hi', images: ['iVBORw0KGgo='] }],
  ])('is not met by what lies within, or is not known at all: %s (%#)', (model, modelInput) => {
    expect(explain(model, modelInput)).toEqual([]);
  });
});

describe('an output of Llama', () => {
  const answer = (generation: unknown, stop: unknown = 'stop') =>
    look(LLAMA, { generation, stop_reason: stop });

  it.each<readonly [string, Expected, Expected]>([
    ['whole', answer('spam'), ['given', 'stop', 'spam']],
    ['cut off', answer('sp', 'length'), ['given', 'length', 'sp']],
    ['empty', answer(''), ['none', 'stop', '']],
    ['white space', answer('\n\n', 'length'), ['none', 'length', '\n\n']],
    ['no text', answer(null), ['unknown', 'stop', undefined]],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it('reads Llama', () => {
    const output = {
      generation: 'spam',
      prompt_token_count: 10,
      generation_token_count: 5,
      stop_reason: 'length',
    };

    expect(familyOf(LLAMA)?.readOutput(output)).toEqual({
      answer: 'given',
      text: 'spam',
      finishReason: 'length',
      stopReason: 'length',
      usage: { inputTokens: 10, outputTokens: 5 },
    });
    expect(readLlamaOutput(output)).toBe(output);
    expect(readLlamaOutput({ stop_reason: 'stop' })).toBeUndefined();
  });

  itFindsTheError(LLAMA, [{ errorMessage: 'bad request' }]);
});
