import { describe, expect, it } from 'vitest';
import type { ModelInputFinding } from '../../../../src/models/index.ts';
import { brief, explain, spots } from '../../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0';

const bytes = { bytes: 'AAAA' };
const citations = { enabled: true };

function ask(model: string, members: object): readonly ModelInputFinding[] {
  const document = { name: 'films', ...members };
  const content = [{ document }, { text: 'Which films are these?' }];
  return explain(model, { messages: [{ role: 'user', content }] }, 'Converse');
}

describe('citations', () => {
  it.each(['pdf', 'txt'])('are taken by Claude of %s', (format) => {
    expect(ask(CLAUDE, { format, source: bytes, citations })).toEqual([]);
  });

  it.each(['csv', 'docx', 'html', 'md', 'xlsx'])('are refused by Claude of %s', (format) => {
    expect(brief(ask(CLAUDE, { format, source: bytes, citations }))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'messages/0/content/0/document/format',
        { expected: 'one of "pdf", "txt", which can be cited', received: `"${format}"` },
      ],
    ]);
    expect(ask(CLAUDE, { format, source: bytes })).toEqual([]);
    expect(ask(CLAUDE, { format, source: bytes, citations: { enabled: false } })).toEqual([]);
  });

  it.each([NOVA, LLAMA])('are in doubt for %s', (model) => {
    const document = { format: 'txt', source: bytes };

    expect(spots(ask(model, { ...document, citations }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content/0/document/citations'],
    ]);
    expect(ask(model, { ...document, citations: { enabled: false } })).toEqual([]);
  });

  it.each([
    ['text', { text: 'Jaws' }],
    ['content', { content: [{ text: 'Jaws' }] }],
  ])('are needed by Claude beside a document as %s, which is in doubt', (key, source) => {
    expect(spots(ask(CLAUDE, { source }))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', `messages/0/content/0/document/source/${key}`],
    ]);
    expect(ask(CLAUDE, { source, citations })).toEqual([]);
    expect(ask(NOVA, { source })).toEqual([]);
  });
});
