import { describe, expect, it } from 'vitest';
import { familyOf, nova, readNovaEmbeddingOutput } from '../../../src/models/index.ts';
import { type AnswerKind } from '../../../src/models/outputs/output-reading.ts';
import { itFindsTheError } from '../support/errors-in-outputs.ts';
import { brief, explain, spots } from '../support/explain.ts';
import { look } from '../support/look.ts';

const EMBED = 'amazon.nova-2-multimodal-embeddings-v1:0';
const text = { truncationMode: 'END', value: 'Hello' } as const;

function embedding(params: object): object {
  return {
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', ...params },
  };
}

describe('Nova Multimodal Embeddings', () => {
  it('takes exactly one thing to embed', () => {
    const image = { format: 'png', source: { bytes: 'iVBORw0KGgo=' } };
    const expected = 'exactly one of "text", "image", "audio", "video"';

    expect(explain(EMBED, nova.embed({ embeddingPurpose: 'CLUSTERING', text }))).toEqual([]);
    expect(explain(EMBED, embedding({ image }))).toEqual([]);
    expect(brief(explain(EMBED, embedding({})))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'singleEmbeddingParams/text', { expected }],
    ]);
    expect(brief(explain(EMBED, embedding({ text, image })))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'singleEmbeddingParams/image',
        { expected, received: 'given beside "text"' },
      ],
    ]);
  });

  it('takes a text from the record or from S3', () => {
    const source = { s3Location: { uri: 's3://my-bucket/texts/a.txt' } };
    const place = 'singleEmbeddingParams/text';

    expect(explain(EMBED, embedding({ text: { truncationMode: 'END', source } }))).toEqual([]);
    expect(spots(explain(EMBED, embedding({ text: { ...text, source } })))).toEqual([
      ['MODEL_INPUT_VALUE', `${place}/source`],
    ]);
    expect(spots(explain(EMBED, embedding({ text: { truncationMode: 'END' } })))).toEqual([
      ['MODEL_INPUT_REQUIRED', `${place}/value`],
    ]);
    const bytes = { truncationMode: 'END', source: { bytes: 'iVBORw0KGgo=' } };
    expect(spots(explain(EMBED, embedding({ text: bytes })))).toEqual([
      ['MODEL_INPUT_REQUIRED', `${place}/source/s3Location`],
      ['MODEL_INPUT_UNKNOWN_KEY', `${place}/source/bytes`],
    ]);
  });

  it('needs a purpose and takes its own dimensions', () => {
    const singleEmbeddingParams = { embeddingDimension: 512, text };

    expect(spots(explain(EMBED, { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams }))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'singleEmbeddingParams/embeddingPurpose'],
      ['MODEL_INPUT_VALUE', 'singleEmbeddingParams/embeddingDimension'],
    ]);
    expect(
      spots(explain(EMBED, { ...embedding({ text }), taskType: 'SEGMENTED_EMBEDDING' })),
    ).toEqual([['MODEL_INPUT_VALUE', 'taskType']]);
  });

  it('is told from Nova messages, though both have a schemaVersion', () => {
    const body = nova.embed({ embeddingPurpose: 'GENERIC_INDEX', text });

    expect(explain('amazon.nova-lite-v1:0', body)).toMatchObject([
      { code: 'MODEL_INPUT_OTHER_FAMILY', args: { looksLike: 'Nova Multimodal Embeddings' } },
    ]);
  });
});

describe('a text that is too long', () => {
  it('is none where Nova cuts it', () => {
    const value = 'x'.repeat(65_537);
    const embed = (truncationMode: 'END' | 'NONE') =>
      nova.embed({ embeddingPurpose: 'GENERIC_INDEX', text: { truncationMode, value } });

    expect(explain(EMBED, embed('END'))).toEqual([]);
    expect(spots(explain(EMBED, embed('NONE')))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'singleEmbeddingParams/text/value'],
    ]);
  });
});

describe('an output of Nova Multimodal Embeddings', () => {
  const answer = (...embeddings: readonly unknown[]) => ({
    embeddings: embeddings.map((embedding) => ({ embeddingType: 'TEXT', embedding })),
  });

  it.each<readonly [string, unknown, AnswerKind]>([
    ['Nova', answer([0.1]), 'given'],
    ['Nova, two', answer([0.1], [0.2]), 'given'],
    ['Nova, one of two', answer([0.1], null), 'none'],
    ['Nova, empty', answer([]), 'none'],
    ['Nova, none', answer(), 'none'],
    ['Nova, no list', { embeddings: null }, 'unknown'],
  ])('%s', (_name, output, expected) => {
    expect(look(EMBED, output)).toEqual([expected, undefined, undefined]);
  });

  it('reads embeddings of Nova', () => {
    const output = {
      embeddings: [{ embeddingType: 'TEXT', embedding: [0.6], truncatedCharLength: 9 }],
    };

    expect(familyOf(EMBED)?.readOutput(output)).toEqual({ answer: 'given' });
    expect(readNovaEmbeddingOutput(output)).toBe(output);
    expect(readNovaEmbeddingOutput({ embedding: [0.6] })).toBeUndefined();
  });

  itFindsTheError(EMBED, [{ errorMessage: 'bad request' }]);
});
