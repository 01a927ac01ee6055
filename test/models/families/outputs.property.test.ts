import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishReasons } from '../../../src/core/index.ts';
import {
  families,
  readClaudeOutput,
  readConverseOutput,
  readLlamaOutput,
  readMistralChatOutput,
  readMistralCompletionOutput,
  readNovaEmbeddingOutput,
  readNovaOutput,
  readOpenAIOutput,
  readTitanOutput,
} from '../../../src/models/index.ts';
import { mutantOf } from '../support/shape-arbitrary.ts';

const outputs = [
  {
    content: [{ type: 'text', text: 'spam' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 2 },
  },
  {
    output: { message: { content: [{ text: 'spam' }] } },
    stopReason: 'x',
    usage: { inputTokens: 1 },
  },
  { embedding: [0.1], embeddingsByType: { float: [0.1] }, inputTextTokenCount: 1 },
  {
    choices: [{ message: { content: 'spam' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1 },
  },
  { generation: 'spam', prompt_token_count: 1, generation_token_count: 2, stop_reason: 'stop' },
  { outputs: [{ text: 'spam', stop_reason: 'stop' }] },
  { choices: [{ message: { content: 'spam' }, stop_reason: 'stop' }] },
  { embeddings: [{ embeddingType: 'TEXT', embedding: [0.1], truncatedCharLength: 9 }] },
  { embedding: [0.1], inputTextTokenCount: 1, message: null },
  { errorCode: 400, errorMessage: 'bad', error: { message: 'bad' }, message: 'bad' },
];

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(...outputs).chain((output) => mutantOf(output)),
);

describe.each(families)('readOutput() of $name', ({ readOutput }) => {
  it('never throws, and gives texts and numbers only', () => {
    fc.assert(
      fc.property(anything, (output) => {
        const { answer, text, finishReason, stopReason, error, usage = {} } = readOutput(output);

        expect(['given', 'none', 'unknown']).toContain(answer);
        expect([undefined, ...finishReasons]).toContain(finishReason);

        for (const part of [text, stopReason, error]) {
          expect(['string', 'undefined']).toContain(typeof part);
        }
        for (const tokens of Object.values(usage)) {
          expect(Number.isSafeInteger(tokens) && Number(tokens) >= 0).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe.each([
  readClaudeOutput,
  readConverseOutput,
  readLlamaOutput,
  readMistralChatOutput,
  readMistralCompletionOutput,
  readNovaEmbeddingOutput,
  readNovaOutput,
  readOpenAIOutput,
  readTitanOutput,
])('%o', (readTyped) => {
  it('never throws, and gives the same value or nothing', () => {
    fc.assert(
      fc.property(anything, (output) => {
        expect([undefined, output]).toContain(readTyped(output));
      }),
      { numRuns: 200 },
    );
  });
});
