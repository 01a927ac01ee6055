import { describe, expect, it } from 'vitest';
import { familyOf, readTitanOutput, titan } from '../../../src/models/index.ts';
import { type AnswerKind } from '../../../src/models/outputs/output-reading.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain } from '../support/explain.ts';
import { look } from '../support/look.ts';

const TITAN = 'amazon.titan-embed-image-v1';

describe('Titan Multimodal Embeddings', () => {
  it('takes a text, an image, or both', () => {
    expect(explain(TITAN, titan.embedMultimodal({ inputText: 'Hello' }))).toEqual([]);
    expect(explain(TITAN, titan.embedMultimodal({ inputImage: 'iVBORw0KGgo=' }))).toEqual([]);
    expect(explain(TITAN, { inputText: 'Hello', inputImage: 'iVBORw0KGgo=' })).toEqual([]);
    expect(brief(explain(TITAN, { embeddingConfig: { outputEmbeddingLength: 256 } }))).toEqual([
      [
        'MODEL_INPUT_REQUIRED',
        'inputText',
        { expected: 'a string, or base64 text in "inputImage", or both' },
      ],
    ]);
  });

  it('has lengths of its own, and is told from the text embeddings', () => {
    const body = { inputText: 'Hello', embeddingConfig: { outputEmbeddingLength: 512 } };

    expect(brief(explain(TITAN, body))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'embeddingConfig/outputEmbeddingLength',
        { expected: 'one of 256, 384, 1024', received: '512' },
      ],
    ]);
    expect(explain(TITAN, { inputText: 'Hello', dimensions: 256 })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Titan Text Embeddings V2' } },
    ]);
  });
});

describe('a text that is too long', () => {
  it('is in doubt where it has as good as certainly too many tokens', () => {
    expect(explain(TITAN, titan.embedMultimodal({ inputText: 'x'.repeat(2048) }))).toEqual([]);
    expect(brief(explain(TITAN, { inputText: 'x'.repeat(2049) }))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'inputText',
        { expected: 'a text of at most 256 tokens', received: 'a text of 2,049 characters' },
      ],
    ]);
    expect(explain(TITAN, { inputText: '😀'.repeat(2048) })).toEqual([]);
  });
});

describe('an output of Titan Multimodal Embeddings', () => {
  it.each<readonly [string, unknown, AnswerKind]>([
    ['multimodal', { embedding: [1], message: null }, 'given'],
    ['multimodal, null', { embedding: null, message: 'too large' }, 'none'],
    ['multimodal, beyond a number', { embedding: [Number.POSITIVE_INFINITY] }, 'none'],
  ])('%s', (_name, output, expected) => {
    expect(look(TITAN, output)).toEqual([expected, undefined, undefined]);
  });

  it('reads multimodal embeddings, and takes a message for an error', () => {
    const output = { embedding: [0.6, 0.8], inputTextTokenCount: 4, message: null };

    expect(familyOf(TITAN)?.readOutput(output)).toEqual({
      answer: 'given',
      usage: { inputTokens: 4 },
    });
    expect(readTitanOutput(output)).toBe(output);
    expect(familyOf(TITAN)?.readOutput({ ...output, message: '' })?.error).toBeUndefined();
    expect(familyOf(TITAN)?.readOutput({ ...output, message: 'Image is too large' })?.error).toBe(
      'Image is too large',
    );
  });

  itFindsTheError(TITAN, [{ embedding: [0.1], message: 'bad request' }]);
});
