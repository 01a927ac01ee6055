import { describe, expect, it } from 'vitest';
import { claude } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'anthropic.claude-sonnet-4-6';
const MB = 10 ** 6;
const MIB = 2 ** 20;

/** Base64 text of so many bytes. */
function base64Of(bytes: number): string {
  return Buffer.alloc(bytes).toString('base64');
}

function image(data: string): object {
  return { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
}

function claudeBody(...content: readonly object[]): object {
  const body = claude.messages({ max_tokens: 9, messages: [] });
  return { ...body, messages: [{ role: 'user', content }] };
}

function converseBody(...content: readonly object[]): object {
  return { messages: [{ role: 'user', content }] };
}

describe('the size of images and documents', () => {
  it('is read off the base64 text, to the byte', () => {
    for (const bytes of [3.75 * MB - 2, 3.75 * MB - 1, 3.75 * MB]) {
      expect(explain(CLAUDE, claudeBody(image(base64Of(bytes)))), String(bytes)).toEqual([]);
    }
    expect(spots(explain(CLAUDE, claudeBody(image(base64Of(3.75 * MB + 1)))))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/source/data'],
    ]);
    expect(spots(explain(CLAUDE, claudeBody(image(base64Of(3.75 * MIB)))))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/source/data'],
    ]);
    expect(brief(explain(CLAUDE, claudeBody(image(base64Of(3.75 * MIB + 1)))))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/source/data',
        { expected: 'an image of at most 3.75 MB', received: 'an image of 3,932,161 bytes' },
      ],
    ]);
  });

  it('is checked in tool results of Claude too', () => {
    const content = [image(base64Of(4 * MB))];
    const body = claudeBody({ type: 'tool_result', tool_use_id: 't', content });

    expect(spots(explain(CLAUDE, body))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/content/0/content/0/source/data'],
    ]);
  });

  it('is checked for Converse, where documents may be larger', () => {
    const bytes = base64Of(4 * MB);
    const text = { text: 'Hello' };
    const picture = { image: { format: 'png', source: { bytes } } };
    const paper = { document: { name: 'paper', format: 'pdf', source: { bytes } } };
    const thick = { document: { name: 'book', source: { bytes: base64Of(5 * MB) } } };

    expect(brief(explain(CLAUDE, converseBody(text, picture, paper, thick), 'Converse'))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/1/image/source/bytes',
        { expected: 'an image of at most 3.75 MB', received: 'an image of 4,000,000 bytes' },
      ],
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/3/document/source/bytes',
        { expected: 'a document of at most 4.5 MB', received: 'a document of 5,000,000 bytes' },
      ],
    ]);
  });

  it('is not known of what lies in S3', () => {
    const source = { s3Location: { uri: 's3://my-bucket/large.png' } };

    const body = converseBody({ image: { format: 'png', source } });

    expect(explain(CLAUDE, body, 'Converse')).toEqual([]);
  });
});

describe('the number of images', () => {
  it('is doubted above 20 in a record of Claude, wherever they stand', () => {
    const twenty = Array.from({ length: 20 }, () => image('AAAA'));
    const result = { type: 'tool_result', tool_use_id: 't', content: [image('AAAA')] };

    expect(explain(CLAUDE, claudeBody(...twenty))).toEqual([]);
    expect(brief(explain(CLAUDE, claudeBody(...twenty, result)))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/20/content/0',
        { expected: 'at most 20 images in a record', received: 'image 21' },
      ],
    ]);
  });
});
