import { describe, expect, it } from 'vitest';
import { claude } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'anthropic.claude-sonnet-4-6';
const NOVA = 'amazon.nova-pro-v1:0';
const DOUBTFUL = ['MODEL_INPUT_DOUBTFUL'];
const REFUSED = ['MODEL_INPUT_VALUE'];
const MB = 10 ** 6;
const MIB = 2 ** 20;

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** Base64 text of so many bytes, which begin as those of a PNG. */
function base64Of(bytes: number): string {
  return Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]).toString('base64');
}

function image(data: string): object {
  return { type: 'image', source: { type: 'base64', media_type: 'image/png', data } };
}

function claudeBody(...content: readonly object[]): object {
  const body = claude.messages({ max_tokens: 9, messages: [] });
  return { ...body, messages: [{ role: 'user', content }] };
}

/** The content of a turn after one in which a tool was called. */
function claudeAfterCall(...content: readonly object[]): object {
  const call = { type: 'tool_use', id: 't', name: 'n', input: {} };
  const messages = [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: [call] },
    { role: 'user', content },
  ];
  return { ...claudeBody(), messages, tools: [{ name: 'n', input_schema: { type: 'object' } }] };
}

/** What is found of the content: not that AWS's pages contradict each other about tools. */
function afterCall(...content: readonly object[]) {
  const body = claudeAfterCall(...content);
  return explain(CLAUDE, body).filter(({ code }) => code !== 'MODEL_INPUT_FEATURE_CONTRADICTED');
}

function converseBody(...content: readonly object[]): object {
  return { messages: [{ role: 'user', content }] };
}

describe('the size of images and documents', () => {
  it('is that of the base64 text for Claude, to the character, in both APIs', () => {
    const texts = {
      expected: 'an image of at most 5,242,880 bytes of base64',
      received: 'an image of 5,242,884 bytes of base64',
    };
    const picture = (bytes: number) => ({
      image: { format: 'png', source: { bytes: base64Of(bytes) } },
    });

    for (const bytes of [3.75 * MB + 1, 3.75 * MIB - 1, 3.75 * MIB]) {
      expect(explain(CLAUDE, claudeBody(image(base64Of(bytes)))), String(bytes)).toEqual([]);
      expect(explain(CLAUDE, converseBody(picture(bytes)), 'Converse')).toEqual([]);
    }
    expect(brief(explain(CLAUDE, claudeBody(image(base64Of(3.75 * MIB + 1)))))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/content/0/source/data', texts],
    ]);
    expect(brief(explain(CLAUDE, converseBody(picture(3.75 * MIB + 1)), 'Converse'))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/content/0/image/source/bytes', texts],
    ]);
  });

  it('is in doubt for an image of other models, by Converse and InvokeModel', () => {
    const body = (bytes: number) =>
      converseBody({ image: { format: 'png', source: { bytes: base64Of(bytes) } } });
    const place = ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/image/source/bytes'];

    for (const type of ['Converse', 'InvokeModel'] as const) {
      expect(explain(NOVA, body(3.75 * MB), type), type).toEqual([]);
      const [finding] = explain(NOVA, body(6 * MB), type);
      expect(spots(finding === undefined ? [] : [finding])).toEqual([place]);
      expect(finding?.args).toMatchObject({
        expected: 'an image of at most 3.75 MB',
        received: 'an image of 6,000,000 bytes',
        doubt: expect.stringMatching(/"Message" of the API reference.*"API restrictions"/),
      });
    }
  });

  it('is checked in tool results of Claude too', () => {
    const content = [image(base64Of(4 * MB))];
    const result = { type: 'tool_result', tool_use_id: 't', content };

    expect(spots(afterCall(result))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/content/0/content/0/source/data'],
    ]);
  });

  it.each([
    // Model, format, and what is said of 4 MB, 4.6 MB and 5 MB.
    [CLAUDE, 'pdf', [], [], []],
    [CLAUDE, 'docx', [], DOUBTFUL, REFUSED],
    [CLAUDE, 'txt', [], DOUBTFUL, REFUSED],
    [CLAUDE, undefined, [], DOUBTFUL, DOUBTFUL],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'pdf', [], DOUBTFUL, REFUSED],
    [NOVA, 'pdf', [], [], []],
    ['us.amazon.nova-2-lite-v1:0', 'docx', [], [], []],
    [NOVA, 'xlsx', [], DOUBTFUL, REFUSED],
    ['us.meta.llama3-3-70b-instruct-v1:0', 'pdf', [], DOUBTFUL, REFUSED],
  ])('is that of a document of %s as %s', (model, format, ...said) => {
    const sizes = [4 * MB, 4.6 * MB, 5 * MB];
    for (const [at, bytes] of sizes.entries()) {
      const source = { bytes: Buffer.alloc(bytes).toString('base64') };
      const body = converseBody({ text: 'Hello' }, { document: { name: 'book', format, source } });
      const codes = explain(model, body, 'Converse').map(({ code }) => code);
      expect(codes, String(bytes)).toEqual(said[at]);
    }
  });

  it('is not known of what lies in S3', () => {
    const source = { s3Location: { uri: 's3://my-bucket/large.png' } };

    const body = converseBody({ image: { format: 'png', source } });

    expect(explain(NOVA, body, 'Converse')).toEqual([]);
  });
});

describe('the number of images', () => {
  it('is doubted above 20 in a record of Claude, wherever they stand', () => {
    const twenty = Array.from({ length: 20 }, () => image('iVBORw0KGgo='));
    const result = { type: 'tool_result', tool_use_id: 't', content: [image('iVBORw0KGgo=')] };

    expect(explain(CLAUDE, claudeBody(...twenty))).toEqual([]);
    expect(brief(afterCall(result, ...twenty))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/2/content/20',
        { expected: 'at most 20 images in a record', received: 'image 21' },
      ],
    ]);
  });

  it('is doubted in a record of Claude by Converse, and in a message of others', () => {
    const picture = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
    const turns = (...sizes: readonly number[]) => ({
      messages: sizes.map((size) => ({ role: 'user', content: Array(size).fill(picture) })),
    });
    const spotsOf = (model: string, body: object) => spots(explain(model, body, 'Converse'));

    expect(spotsOf(CLAUDE, turns(12, 8))).toEqual([]);
    expect(spotsOf(CLAUDE, turns(12, 12))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/content/8'],
    ]);
    expect(spotsOf(NOVA, turns(20, 20))).toEqual([]);
    expect(spotsOf(NOVA, turns(22, 21))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/20'],
      ['MODEL_INPUT_DOUBTFUL', 'messages/1/content/20'],
    ]);
  });
});
