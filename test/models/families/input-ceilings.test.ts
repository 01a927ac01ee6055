import { describe, expect, it } from 'vitest';
import { families, inputCeilings, nova, titan } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const TITAN = 'amazon.titan-embed-image-v1';
const EMBED = 'amazon.nova-2-multimodal-embeddings-v1:0';

describe('inputCeilings', () => {
  it('say of a family that is there where and when they were read', () => {
    const names = families.map(({ name }) => name);

    for (const { family, most, source, readOn } of inputCeilings) {
      expect(names).toContain(family);
      expect(most).toBeGreaterThan(0);
      expect(source).not.toBe('');
      expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
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
