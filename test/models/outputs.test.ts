import { describe, expect, it } from 'vitest';
import {
  familyOf,
  type OutputReading,
  readClaudeOutput,
  readConverseOutput,
  readLlamaOutput,
  readMistralChatOutput,
  readMistralCompletionOutput,
  readNovaEmbeddingOutput,
  readNovaOutput,
  readOpenAIOutput,
  readTitanOutput,
} from '../../src/models/index.ts';

function read(model: string, modelOutput: unknown): OutputReading | undefined {
  return familyOf(model)?.readOutput(modelOutput);
}

describe('readOutput()', () => {
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

    expect(read('anthropic.claude-sonnet-4-6', output)).toEqual({
      answer: 'given',
      text: 'spam!',
      finishReason: 'stop',
      stopReason: 'end_turn',
      usage: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 2 },
    });
    expect(readClaudeOutput(output)).toBe(output);
  });

  it('reads Nova and Converse alike', () => {
    const output = {
      output: { message: { role: 'assistant', content: [{ text: 'sp' }, { text: 'am' }] } },
      stopReason: 'max_tokens',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
      metrics: { latencyMs: 9 },
    };
    const expected = {
      answer: 'given',
      text: 'spam',
      finishReason: 'length',
      stopReason: 'max_tokens',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 },
    };

    expect(read('amazon.nova-lite-v1:0', output)).toEqual(expected);
    const family = familyOf('amazon.nova-lite-v1:0', { invocationType: 'Converse' });
    expect(family?.readOutput(output)).toEqual(expected);
    expect(readNovaOutput(output)).toBe(output);
    expect(readConverseOutput(output)).toBe(output);
  });

  it('reads Titan: tokens without usage, an embedding of each type', () => {
    const output = { embeddingsByType: { binary: [1, 0] }, inputTextTokenCount: 4 };

    expect(read('amazon.titan-embed-text-v2:0', output)).toEqual({
      answer: 'given',
      usage: { inputTokens: 4 },
    });
    expect(readTitanOutput(output)?.embeddingsByType?.['binary']).toEqual([1, 0]);
    expect(readTitanOutput({ inputTextTokenCount: 4 })).toBeUndefined();
  });

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

    expect(read('openai.gpt-oss-20b-1:0', output)).toEqual({
      answer: 'given',
      text: 'spam <reasoning>',
      finishReason: 'length',
      stopReason: 'length',
      usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15, cacheReadInputTokens: 3 },
    });
    expect(readOpenAIOutput(output)).toBe(output);
  });

  it('reads Llama', () => {
    const output = {
      generation: 'spam',
      prompt_token_count: 10,
      generation_token_count: 5,
      stop_reason: 'length',
    };

    expect(read('meta.llama3-1-8b-instruct-v1:0', output)).toEqual({
      answer: 'given',
      text: 'spam',
      finishReason: 'length',
      stopReason: 'length',
      usage: { inputTokens: 10, outputTokens: 5 },
    });
    expect(readLlamaOutput(output)).toBe(output);
    expect(readLlamaOutput({ stop_reason: 'stop' })).toBeUndefined();
  });

  it('reads completions and chat of Mistral, each with its stop reason', () => {
    const completion = { outputs: [{ text: 'spam', stop_reason: 'stop' }] };
    const chat = { choices: [{ message: { content: 'spam' }, stop_reason: 'length' }] };

    expect(read('mistral.mistral-small-2402-v1:0', completion)).toEqual({
      answer: 'given',
      text: 'spam',
      finishReason: 'stop',
      stopReason: 'stop',
    });
    expect(read('mistral.mistral-large-2407-v1:0', chat)).toMatchObject({
      text: 'spam',
      finishReason: 'length',
      stopReason: 'length',
    });
    expect(readMistralCompletionOutput(completion)).toBe(completion);
    expect(readMistralCompletionOutput(chat)).toBeUndefined();
    expect(readMistralChatOutput(chat)).toBe(chat);
    expect(readMistralChatOutput(completion)).toBeUndefined();
  });

  it('reads multimodal embeddings, and takes a message for an error', () => {
    const model = 'amazon.titan-embed-image-v1';
    const output = { embedding: [0.6, 0.8], inputTextTokenCount: 4, message: null };

    expect(read(model, output)).toEqual({ answer: 'given', usage: { inputTokens: 4 } });
    expect(readTitanOutput(output)).toBe(output);
    expect(read(model, { ...output, message: '' })?.error).toBeUndefined();
    expect(read(model, { ...output, message: 'Image is too large' })?.error).toBe(
      'Image is too large',
    );
  });

  it('reads embeddings of Nova', () => {
    const output = {
      embeddings: [{ embeddingType: 'TEXT', embedding: [0.6], truncatedCharLength: 9 }],
    };

    expect(read('amazon.nova-2-multimodal-embeddings-v1:0', output)).toEqual({ answer: 'given' });
    expect(readNovaEmbeddingOutput(output)).toBe(output);
    expect(readNovaEmbeddingOutput({ embedding: [0.6] })).toBeUndefined();
  });

  it('reads content in parts', () => {
    const message = {
      content: [
        { type: 'text', text: 'sp' },
        { type: 'text', text: 'am' },
      ],
    };

    expect(read('openai.gpt-oss-20b-1:0', { choices: [{ message }] })?.text).toBe('spam');
  });

  it.each([
    ['anthropic.claude-sonnet-4-6', { errorCode: 400, errorMessage: 'bad request' }],
    ['anthropic.claude-sonnet-4-6', { type: 'error', error: { message: 'bad request' } }],
    ['amazon.nova-lite-v1:0', { errorMessage: 'bad request' }],
    ['amazon.titan-embed-text-v2:0', { embedding: null, message: 'bad request' }],
    ['openai.gpt-oss-20b-1:0', { error: 'bad request' }],
    ['meta.llama3-1-8b-instruct-v1:0', { errorMessage: 'bad request' }],
    ['mistral.mistral-small-2402-v1:0', { error: { message: 'bad request' } }],
    ['mistral.mistral-large-2407-v1:0', { error: 'bad request' }],
    ['amazon.titan-embed-image-v1', { embedding: [0.1], message: 'bad request' }],
    ['amazon.nova-2-multimodal-embeddings-v1:0', { errorMessage: 'bad request' }],
    ['openai.gpt-oss-20b-1:0', { error: { message: 'bad request' }, choices: [] }],
  ])('finds the error in an output of %s', (model, output) => {
    const reading = read(model, output);

    expect(reading?.error).toBe('bad request');
    expect(reading?.text).toBeUndefined();
  });

  it.each([
    'anthropic.claude-sonnet-4-6',
    'amazon.nova-lite-v1:0',
    'amazon.titan-embed-text-v2:0',
    'openai.gpt-oss-20b-1:0',
    'meta.llama3-1-8b-instruct-v1:0',
    'mistral.mistral-small-2402-v1:0',
    'mistral.mistral-large-2407-v1:0',
    'amazon.titan-embed-image-v1',
    'amazon.nova-2-multimodal-embeddings-v1:0',
  ])('finds nothing in nothing (%s)', (model) => {
    for (const output of [null, undefined, 1, 'x', [], {}]) {
      expect(read(model, output)).toEqual({ answer: 'unknown' });
    }
  });
});
