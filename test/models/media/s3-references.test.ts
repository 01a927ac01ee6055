import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claude, converse, nova, s3ReferencesIn } from '../../../src/models/index.ts';

const at = (uri: string, bucketOwner?: string) => ({ s3Location: { uri, bucketOwner } });

describe('s3ReferencesIn()', () => {
  it('finds all media of a Converse body, in their order', () => {
    const modelInput = converse({
      messages: [
        {
          role: 'user',
          content: [
            { text: 'Compare' },
            { image: { format: 'png', source: at('s3://b/1.png') } },
            { video: { format: 'mp4', source: at('s3://b/2.mp4', '123456789012') } },
          ],
        },
        {
          role: 'user',
          content: [
            { document: { name: 'Doc', format: 'pdf', source: at('s3://b/3.pdf') } },
            { audio: { format: 'mp3', source: at('s3://b/4.mp3') } },
            { image: { format: 'png', source: { bytes: '' } } },
          ],
        },
      ],
    });

    expect([...s3ReferencesIn({ ...modelInput })]).toEqual([
      {
        uri: 's3://b/1.png',
        bucketOwner: undefined,
        path: ['messages', 0, 'content', 1, 'image', 'source', 's3Location', 'uri'],
      },
      {
        uri: 's3://b/2.mp4',
        bucketOwner: '123456789012',
        path: ['messages', 0, 'content', 2, 'video', 'source', 's3Location', 'uri'],
      },
      expect.objectContaining({ uri: 's3://b/3.pdf' }),
      expect.objectContaining({ uri: 's3://b/4.mp3' }),
    ]);
  });

  it('finds what a tool of Nova gave back', () => {
    const content = [{ image: { format: 'png', source: at('s3://b/1.png') } }];
    const modelInput = nova.messages({
      messages: [{ role: 'user', content: [{ toolResult: { toolUseId: 't', content } }] }],
    });

    expect([...s3ReferencesIn({ ...modelInput })].map(({ path }) => path)).toEqual([
      [
        ...['messages', 0, 'content', 0, 'toolResult', 'content', 0],
        ...['image', 'source', 's3Location', 'uri'],
      ],
    ]);
  });

  it.each([
    { text: { truncationMode: 'NONE', source: at('s3://b/x') } },
    { image: { format: 'png', source: at('s3://b/x') } },
    { audio: { format: 'mp3', source: at('s3://b/x') } },
    { video: { format: 'mp4', source: at('s3://b/x'), embeddingMode: 'AUDIO_VIDEO_COMBINED' } },
  ] as const)('finds what Nova Multimodal Embeddings embeds: %j', (media) => {
    const modelInput = nova.embed({ embeddingPurpose: 'GENERIC_INDEX', ...media });

    expect([...s3ReferencesIn({ ...modelInput })]).toMatchObject([{ uri: 's3://b/x' }]);
  });

  it('takes no argument of a tool for a reference', () => {
    const input = { source: at('s3://b/x'), image: { source: at('s3://b/x') } };
    const modelInput = claude.messages({
      max_tokens: 9,
      messages: [{ role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'n', input }] }],
    });

    expect([...s3ReferencesIn({ ...modelInput })]).toEqual([]);
  });

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('messages', 'x'), fc.jsonValue()), (value) => {
        expect(() => [...s3ReferencesIn(value)]).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});
