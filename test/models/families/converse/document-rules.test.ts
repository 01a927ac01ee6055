import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelInputFinding } from '../../../../src/models/index.ts';
import { brief, explain, spots } from '../../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0';

const text = { text: 'Which films are these?' };
const answer = { role: 'assistant', content: [{ text: 'Jaws' }] };

function paper(name: string, members: object = {}): { readonly document: object } {
  return { document: { name, format: 'txt', source: { bytes: 'AAAA' }, ...members } };
}

function user(...content: readonly object[]): object {
  return { role: 'user', content };
}

function ask(model: string, ...messages: readonly object[]): readonly ModelInputFinding[] {
  return explain(model, { messages }, 'Converse');
}

/** Leaves out that tool results have no place in a batch. */
function found(findings: readonly ModelInputFinding[]): readonly (readonly string[])[] {
  return spots(findings).filter(([, path]) => !path?.endsWith('toolResult'));
}

describe('the name of a document', () => {
  const NAME = 'messages/0/content/0/document/name';

  it.each(['report', 'Report [1] (final) - a', ' led', 'trailed ', '7'])('may be %j', (name) => {
    expect(ask(CLAUDE, user(paper(name), text))).toEqual([]);
  });

  it.each([
    'film\u3000review',
    'film\treview',
    'film  review',
    'film\u00a0review',
    'film\nreview',
    'review.pdf',
    "John's",
    '分期',
  ])('may not be %j', (name) => {
    for (const model of [CLAUDE, NOVA]) {
      expect(spots(ask(model, user(paper(name), text)))).toEqual([['MODEL_INPUT_VALUE', NAME]]);
    }
  });

  it.each(['film_review', 'film__review', '_'])('is in doubt where it has "_": %j', (name) => {
    expect(spots(ask(CLAUDE, user(paper(name), text)))).toEqual([['MODEL_INPUT_DOUBTFUL', NAME]]);
  });

  it('is that of one document in the record', () => {
    const messages = [user(paper('a'), text), answer, user(text, paper('b'), paper('a'))];

    expect(brief(ask(NOVA, ...messages))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/2/content/2/document/name',
        {
          expected:
            'a name that no other document of the record has (generative-ai-use-cases #1685)',
          received: 'the name of an earlier document, "a"',
        },
      ],
    ]);
    expect(ask(NOVA, user(paper('a'), paper('A'), text))).toEqual([]);
  });

  it('is looked at in tool results too', () => {
    const toolResult = { toolUseId: 't', content: [paper('a'), paper('b.c')] };

    expect(found(ask(CLAUDE, user(paper('a'), text), answer, user({ toolResult })))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/content/0/toolResult/content/1/document/name'],
      ['MODEL_INPUT_VALUE', 'messages/2/content/0/toolResult/content/0/document/name'],
    ]);
  });

  it('is always refused when it comes twice, wherever the documents stand', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 4 });
    const repeat = names.chain((all) => fc.tuple(fc.constant(all), fc.constantFrom(...all)));
    fc.assert(
      fc.property(repeat, ([all, again]) => {
        const turns = [...all, again].map((name) => user(text, paper(name)));
        const once = turns.slice(0, -1);
        expect(ask(NOVA, ...once)).toEqual([]);
        expect(spots(ask(NOVA, ...turns))).toEqual([
          ['MODEL_INPUT_VALUE', `messages/${all.length}/content/1/document/name`],
        ]);
      }),
    );
  });
});

describe('the number of documents', () => {
  it('is at most 5 in the record, however they are spread', () => {
    const papers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => paper(name));
    const expected = 'at most 5 documents in a record (AWS, "API restrictions")';

    expect(ask(CLAUDE, user(text, ...papers.slice(0, 5)))).toEqual([]);
    expect(brief(ask(CLAUDE, user(text, ...papers)))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/content/6', { expected, received: 'document 6' }],
    ]);
    const spread = [user(text, ...papers.slice(0, 3)), answer, user(text, ...papers.slice(3))];
    expect(brief(ask(CLAUDE, ...spread))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/2/content/3', { expected, received: 'document 6' }],
    ]);
    const toolResult = { toolUseId: 't', content: papers.slice(3) };
    expect(found(ask(CLAUDE, user(text, ...papers.slice(0, 3)), user({ toolResult })))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/1/content/0/toolResult/content/2'],
    ]);
  });
});

describe('a document', () => {
  const DOCUMENT = ['MODEL_INPUT_VALUE', 'messages/0/content/0'];

  it('has a text that is not blank beside it, in the same message', () => {
    expect(spots(ask(NOVA, user(paper('a')), answer, user(text)))).toEqual([DOCUMENT]);
    for (const blank of [' ', '\n\t ']) {
      expect(spots(ask(NOVA, user(paper('a'), { text: blank })))).toContainEqual(DOCUMENT);
    }
    expect(ask(NOVA, user({ text: 'a' }, paper('a')))).toEqual([]);
    expect(ask(NOVA, user(paper('a'), { guardContent: { text: { text: 'x' } } }))).toEqual([]);
  });

  it('is not said to miss a text where a block is wrong', () => {
    expect(spots(ask(NOVA, user(paper('a'), { text: 7 })))).not.toContainEqual(DOCUMENT);
    expect(spots(ask(NOVA, { role: 'user', content: [paper('a'), 'text'] }))).not.toContainEqual(
      DOCUMENT,
    );
  });

  it('lies in S3 for Nova, not for Claude, and for others in doubt', () => {
    const source = { s3Location: { uri: 's3://films/jaws.txt' } };
    const place = 'messages/0/content/0/document/source/s3Location';
    const asked = user(paper('a', { source }), text);

    expect(ask(NOVA, asked)).toEqual([]);
    expect(spots(ask(CLAUDE, asked))).toEqual([['MODEL_INPUT_FORBIDDEN_KEY', place]]);
    expect(spots(ask(LLAMA, asked))).toEqual([['MODEL_INPUT_DOUBTFUL', place]]);
  });

  it.each([
    'us.amazon.nova-micro-v1:0',
    'mistral.mistral-small-2402-v1:0',
    'zai.glm-4.7',
    'moonshotai.kimi-k2.5',
  ])('is in doubt for %s', (model) => {
    const place = ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/document'];

    expect(spots(ask(model, user(paper('a'), text)))).toEqual([place]);
    expect(ask(model, user(text))).toEqual([]);
  });
});

describe('an image in S3', () => {
  it('is for Nova, and in doubt for others', () => {
    const source = { s3Location: { uri: 's3://films/jaws.png' } };
    const asked = user({ image: { format: 'png', source } }, text);

    expect(ask(NOVA, asked)).toEqual([]);
    expect(spots(ask(CLAUDE, asked))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/image/source/s3Location'],
    ]);
  });
});
