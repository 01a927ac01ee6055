import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'amazon.nova-pro-v1:0';
const LLAMA = 'us.meta.llama3-2-11b-instruct-v1:0';
const KIMI = 'qwen.qwen3-vl-235b-a22b';

const REFUSED = 'MODEL_INPUT_VALUE';
const DOUBTED = 'MODEL_INPUT_DOUBTFUL';

/** First bytes of files, with some behind them. */
const BYTES = {
  png: '89504e470d0a1a0a0000000d49484452',
  jpeg: 'ffd8ffe000104a46494600010101',
  gif: '474946383961010001008000',
  webp: '524946462400000057454250565038200a',
  pdf: '255044462d312e370a25e2e3cfd3',
  docx: '504b030414000600080000002100',
  doc: 'd0cf11e0a1b11ae10000000000000000',
  mp4: '000000206674797069736f6d00000200',
  mov: '000000146674797071742020',
  mkv: '1a45dfa3a34286810142f7810142f281',
  flv: '464c5601050000000900000000',
  wmv: '3026b2758e66cf11a6d900aa0062ce6c',
  mpeg: '000001ba44000400040100',
} as const;

type Name = keyof typeof BYTES;

function base64Of(name: Name): string {
  return Buffer.from(BYTES[name], 'hex').toString('base64');
}

const encode = (text: string): string => Buffer.from(text).toString('base64');

const IMAGES = ['png', 'jpeg', 'gif', 'webp'] as const;
const unequal = IMAGES.flatMap((label) =>
  IMAGES.filter((name) => name !== label).map((name) => [label, name] as const),
);

function claudeImage(format: string, data: string): object {
  return { type: 'image', source: { type: 'base64', media_type: `image/${format}`, data } };
}

function claude(...blocks: readonly object[]): ReturnType<typeof explain> {
  const content = [...blocks, { type: 'text', text: '?' }];
  const messages = [{ role: 'user', content }];
  return explain(CLAUDE, { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages });
}

function keyed(kind: string, format: string, bytes: string): object {
  return { [kind]: { format, source: { bytes }, ...(kind === 'document' && { name: 'a' }) } };
}

function messagesOf(...blocks: readonly object[]): object {
  return { messages: [{ role: 'user', content: [...blocks, { text: '?' }] }] };
}

describe('an image', () => {
  it.each(IMAGES)('is taken where it begins as its label says: %s', (format) => {
    const bytes = base64Of(format);

    expect(claude(claudeImage(format, bytes))).toEqual([]);
    expect(explain(CLAUDE, messagesOf(keyed('image', format, bytes)), 'Converse')).toEqual([]);
    expect(explain(NOVA, messagesOf(keyed('image', format, bytes)))).toEqual([]);
    expect(explain(LLAMA, { prompt: '?', images: [bytes] })).toEqual([]);
  });

  it.each(unequal)('is refused by Claude and in doubt for Nova: %s is %s', (label, name) => {
    const bytes = base64Of(name);
    const at = 'messages/0/content/0/image/source/bytes';
    const body = messagesOf(keyed('image', label, bytes));

    expect(spots(claude(claudeImage(label, bytes)))).toEqual([
      [REFUSED, 'messages/0/content/0/source/data'],
    ]);
    expect(spots(explain(CLAUDE, body, 'Converse'))).toEqual([[REFUSED, at]]);
    expect(spots(explain(LLAMA, body, 'Converse'))).toEqual([[REFUSED, at]]);
    expect(spots(explain(NOVA, body, 'Converse'))).toEqual([[DOUBTED, at]]);
    expect(spots(explain(NOVA, body))).toEqual([[DOUBTED, at]]);
  });

  it.each([
    ['HTML', '<html>404 Not Found</html>', 'HTML or XML'],
    ['a page behind white space', '\n <!DOCTYPE html><html>', 'HTML or XML'],
    ['an error of S3', '\ufeff<?xml version="1.0"?><Error>', 'HTML or XML'],
    ['an error in JSON', '{"message":"Forbidden"}', 'text'],
    ['text', 'hello', 'text'],
    ['a PNG twice', base64Of('png'), 'base64 text, encoded again'],
    ['a WebP twice', base64Of('webp'), 'base64 text, encoded again'],
    ['a URL', `data:image/png;base64,${base64Of('png')}`, 'a data: URL, encoded again'],
    ['a PDF', '%PDF-1.7\n', 'a PDF'],
    ['nothing known', '\u0001\u0002\u0003\u0004\u0005', 'of no such file'],
  ])('is said to be what it is: %s', (_what, text, what) => {
    expect(brief(claude(claudeImage('png', encode(text))))).toEqual([
      [
        REFUSED,
        'messages/0/content/0/source/data',
        {
          expected: 'base64 text of an image in the format png',
          received: `base64 text of bytes that are ${what}`,
        },
      ],
    ]);
  });

  it('is looked at by its first bytes alone', () => {
    const large = Buffer.concat([Buffer.from(BYTES.png, 'hex'), Buffer.alloc(3_000_000)]);

    expect(claude(claudeImage('png', large.toString('base64')))).toEqual([]);
    // the first bytes of an image stand for one, as in examples
    expect(claude(claudeImage('png', 'iVBORw=='))).toEqual([]);
    expect(claude(claudeImage('jpeg', '/9j/'))).toEqual([]);
  });

  it.each([
    ['png', 'AAAA'],
    ['png', 'iVBO'],
    ['png', '/w=='],
    ['jpeg', '/9g='],
    ['gif', 'R0lG'],
    ['webp', 'UklG'],
  ])('of too few bytes is refused by Claude and in doubt for Nova: %s of %j', (label, bytes) => {
    const received = 'base64 text of bytes that are too few for an image';
    const body = messagesOf(keyed('image', label, bytes));

    expect(claude(claudeImage(label, bytes))).toMatchObject([
      { code: REFUSED, args: { received } },
    ]);
    expect(explain(LLAMA, { prompt: '?', images: [bytes] })).toMatchObject([{ code: REFUSED }]);
    expect(explain(CLAUDE, body, 'Converse')).toMatchObject([{ code: REFUSED }]);
    expect(explain(NOVA, body)).toMatchObject([{ code: DOUBTED, args: { received } }]);
  });

  it('is looked at in results of tools', () => {
    const result = { type: 'tool_result', tool_use_id: 't' };
    const content = [claudeImage('jpeg', base64Of('png'))];
    const toolResult = { toolUseId: 't', content: [keyed('image', 'jpeg', base64Of('png'))] };

    // there is no call beside it, which is found too
    expect(spots(claude({ ...result, content }))).toContainEqual([
      REFUSED,
      'messages/0/content/0/content/0/source/data',
    ]);
    expect(spots(explain(NOVA, messagesOf({ toolResult })))).toContainEqual([
      DOUBTED,
      'messages/0/content/0/toolResult/content/0/image/source/bytes',
    ]);
  });

  it('is looked at in a data: URL, and in what is embedded', () => {
    const part = (url: string): object => ({ type: 'image_url', image_url: { url } });
    const kimi = (url: string) =>
      spots(explain(KIMI, { messages: [{ role: 'user', content: [part(url)] }], max_tokens: 9 }));
    const png = base64Of('png');
    const embedding = (format: string, bytes: string) => ({
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        image: { format, source: { bytes } },
      },
    });
    const EMBED = 'amazon.nova-2-multimodal-embeddings-v1:0';

    expect(kimi(`data:image/png;base64,${png}`)).toEqual([]);
    expect(kimi('https://example.com/a.png')).toEqual([]);
    expect(kimi(`data:image/jpeg;base64,${png}`)).toEqual([
      [DOUBTED, 'messages/0/content/0/image_url/url'],
    ]);
    expect(explain(EMBED, embedding('png', png))).toEqual([]);
    expect(spots(explain(EMBED, embedding('gif', png)))).toEqual([
      [DOUBTED, 'singleEmbeddingParams/image/source/bytes'],
    ]);
  });

  it('without a label is one of those that the model takes', () => {
    const titan = (inputImage: string) =>
      spots(explain('amazon.titan-embed-image-v1', { inputImage }));

    expect(titan(base64Of('png'))).toEqual([]);
    expect(titan(base64Of('jpeg'))).toEqual([]);
    expect(titan(base64Of('gif'))).toEqual([[DOUBTED, 'inputImage']]);
    expect(titan(encode('<html></html>'))).toEqual([[DOUBTED, 'inputImage']]);
    expect(spots(explain(LLAMA, { prompt: '?', images: [encode('<html></html>')] }))).toEqual([
      [REFUSED, 'images/0'],
    ]);
  });

  it('is refused without a byte', () => {
    expect(spots(claude(claudeImage('png', '')))).toEqual([
      [REFUSED, 'messages/0/content/0/source/data'],
    ]);
    expect(spots(explain('amazon.titan-embed-image-v1', { inputImage: '' }))).toEqual([
      [REFUSED, 'inputImage'],
    ]);
    expect(spots(explain(CLAUDE, messagesOf(keyed('image', 'png', '')), 'Converse'))).toEqual([
      [REFUSED, 'messages/0/content/0/image/source/bytes'],
    ]);
    expect(spots(explain(NOVA, messagesOf(keyed('image', 'png', ''))))).toEqual([
      [DOUBTED, 'messages/0/content/0/image/source/bytes'],
    ]);
  });
});

describe('a document or a video', () => {
  const codes = (kind: string, format: string, bytes: string) =>
    explain(NOVA, messagesOf(keyed(kind, format, bytes)), 'Converse').map(({ code }) => code);

  it.each<readonly [string, string, Name]>([
    ['document', 'pdf', 'pdf'],
    ['document', 'docx', 'docx'],
    ['document', 'docx', 'doc'],
    ['document', 'doc', 'doc'],
    ['document', 'xls', 'doc'],
    ['document', 'xlsx', 'docx'],
    ['document', 'txt', 'pdf'],
    ['document', 'csv', 'png'],
    ['document', 'html', 'pdf'],
    ['document', 'md', 'pdf'],
    ['video', 'mp4', 'mp4'],
    ['video', 'mov', 'mov'],
    ['video', 'mov', 'mp4'],
    ['video', 'three_gp', 'mp4'],
    ['video', 'mkv', 'mkv'],
    ['video', 'webm', 'mkv'],
    ['video', 'flv', 'flv'],
    ['video', 'wmv', 'wmv'],
    ['video', 'mpeg', 'mpeg'],
    ['video', 'mpg', 'mpeg'],
  ])('says nothing of a %s that may be %s: %s', (kind, format, name) => {
    expect(codes(kind, format, base64Of(name))).toEqual([]);
  });

  it.each<readonly [string, string, Name]>([
    ['document', 'pdf', 'png'],
    ['document', 'pdf', 'docx'],
    ['document', 'docx', 'pdf'],
    ['document', 'xlsx', 'pdf'],
    ['video', 'mp4', 'mkv'],
    ['video', 'webm', 'mp4'],
    ['video', 'mpeg', 'png'],
  ])('is in doubt as a %s where %s is %s', (kind, format, name) => {
    expect(codes(kind, format, base64Of(name))).toEqual([DOUBTED]);
  });

  it('is in doubt where it is text, and taken where nobody knows what it is', () => {
    expect(codes('document', 'pdf', encode('<html>404</html>'))).toEqual([DOUBTED]);
    expect(codes('document', 'pdf', encode(base64Of('pdf')))).toEqual([DOUBTED]);
    expect(codes('document', 'pdf', encode('\r\n\r\n%PDF-1.4'))).toEqual([]);
    expect(codes('video', 'mpeg', encode('G@\u0000\u0010\u0000\u0000'))).toEqual([]);
  });

  it('is refused by Claude where a PDF is something else', () => {
    const document = (data: string): object => ({
      type: 'document',
      source: { type: 'base64', media_type: 'application/pdf', data },
    });

    expect(claude(document(base64Of('pdf')))).toEqual([]);
    expect(spots(claude(document(base64Of('docx'))))).toEqual([
      [REFUSED, 'messages/0/content/0/source/data'],
    ]);
    expect(spots(claude(document('')))).toEqual([[REFUSED, 'messages/0/content/0/source/data']]);
  });
});
