import { describe, expect, it } from 'vitest';
import { familyOf, readTitanOutput } from '../../../src/models/index.ts';
import { type AnswerKind } from '../../../src/models/outputs/output-reading.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain, spots } from '../support/explain.ts';
import { look } from '../support/look.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';

describe('Titan Text Embeddings', () => {
  it('says of Titan embeddings: empty text, a wrong length', () => {
    expect(brief(explain(TITAN, { inputText: '' }))).toEqual([
      ['MODEL_INPUT_EMPTY_TEXT', 'inputText', {}],
    ]);
    expect(brief(explain(TITAN, { inputText: 'Hello', dimensions: 768 }))).toEqual([
      ['MODEL_INPUT_VALUE', 'dimensions', { expected: 'one of 1024, 512, 256', received: '768' }],
    ]);
  });

  it('is told from the multimodal embeddings', () => {
    expect(explain(TITAN, { inputImage: 'AAAA' })).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Titan Multimodal Embeddings G1' } },
    ]);
  });
});

describe('a bound that is in doubt', () => {
  it.each([['inputText', { inputText: 'x'.repeat(50_001) }]])(
    'is a warning, not an error: %s',
    (path, modelInput) => {
      expect(spots(explain(TITAN, modelInput))).toEqual([['MODEL_INPUT_DOUBTFUL', path]]);
    },
  );

  it.each([[TITAN, { inputText: '😀'.repeat(50_000) }]])(
    'is not met by what lies within, or is not known at all: %s (%#)',
    (model, modelInput) => {
      expect(explain(model, modelInput)).toEqual([]);
    },
  );
});

describe('an output of Titan Text Embeddings', () => {
  it.each<readonly [string, unknown, AnswerKind]>([
    ['numbers', { embedding: [0.6, -1e-9] }, 'given'],
    ['binary only', { embeddingsByType: { binary: [1, 0] } }, 'given'],
    ['both', { embedding: [1], embeddingsByType: { float: [1], binary: [1] } }, 'given'],
    ['null beside one by type', { embedding: null, embeddingsByType: { float: [1] } }, 'given'],
    ['null', { embedding: null, inputTextTokenCount: 2 }, 'none'],
    ['empty', { embedding: [] }, 'none'],
    ['a null in it', { embedding: [0.1, null] }, 'none'],
    ['NaN as text', { embedding: ['NaN', 0.1] }, 'none'],
    ['a text', { embedding: 'AAAA' }, 'none'],
    ['broken by type', { embedding: [1], embeddingsByType: { float: [null] } }, 'none'],
    ['no types', { embeddingsByType: {} }, 'none'],
    ['tokens alone', { inputTextTokenCount: 2 }, 'unknown'],
  ])('%s', (_name, output, expected) => {
    expect(look(TITAN, output)).toEqual([expected, undefined, undefined]);
  });

  it('reads Titan: tokens without usage, an embedding of each type', () => {
    const output = { embeddingsByType: { binary: [1, 0] }, inputTextTokenCount: 4 };

    expect(familyOf(TITAN)?.readOutput(output)).toEqual({
      answer: 'given',
      usage: { inputTokens: 4 },
    });
    expect(readTitanOutput(output)?.embeddingsByType?.['binary']).toEqual([1, 0]);
    expect(readTitanOutput({ inputTextTokenCount: 4 })).toBeUndefined();
  });

  itFindsTheError(TITAN, [{ embedding: null, message: 'bad request' }]);
});
