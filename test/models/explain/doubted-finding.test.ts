import { describe, expect, it } from 'vitest';
import { claude, type ModelInputFinding } from '../../../src/models/index.ts';
import { brief, explain, spots } from '../support/explain.ts';

const OPENAI = 'openai.gpt-oss-20b-1:0';
const messages = [{ role: 'user', content: 'Hello' }];
const claudeBody = claude.messages({ max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });

function doubtsOf(findings: readonly ModelInputFinding[]): readonly (readonly string[])[] {
  return spots(findings).filter(([code]) => code === 'MODEL_INPUT_DOUBTFUL');
}

describe('a warning', () => {
  it('hides no error, however many there are', () => {
    const part = { type: 'image_url' };
    const content = Array.from({ length: 500 }, () => part);
    const findings = explain(OPENAI, { messages: [{ role: 'user', content }], stream: true });

    expect(findings).toHaveLength(100);
    expect(spots(findings)[0]).toEqual(['MODEL_INPUT_FORBIDDEN_KEY', 'stream']);
  });

  it('covers no error: a warning explains nothing', () => {
    const haiku = 'anthropic.claude-haiku-4-5-20251001-v1:0';

    expect(spots(explain(haiku, { ...claudeBody, temperature: 0.5, top_p: '0.9' }))).toEqual([
      ['MODEL_INPUT_TYPE', 'top_p'],
    ]);
  });
});

describe('a form that is in doubt', () => {
  const DEVSTRAL = 'mistral.devstral-2-123b';

  it('makes warnings of what would be errors', () => {
    const body = { messages: [{ role: 'user' }], max_tokens: 'many' };

    expect(spots(explain('qwen.qwen3-32b-v1:0', body))).toEqual([
      ['MODEL_INPUT_REQUIRED', 'messages/0/content'],
      ['MODEL_INPUT_TYPE', 'max_tokens'],
    ]);
    expect(doubtsOf(explain(DEVSTRAL, body))).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/0/content'],
      ['MODEL_INPUT_DOUBTFUL', 'max_tokens'],
    ]);
    expect(explain(DEVSTRAL, { messages })).toEqual([]);
  });

  it('says in one warning that a body is of another family', () => {
    expect(brief(explain(DEVSTRAL, { inputText: 'Hello', dimensions: 256 }))).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'dimensions',
        { expected: 'no "dimensions"', received: 'a key of Titan Text Embeddings V2' },
      ],
    ]);
  });

  it('concerns the family alone that is in doubt', () => {
    const findings = explain(DEVSTRAL, { messages: [{ role: 'user' }] }, 'Converse');

    expect(spots(findings)).toEqual([['MODEL_INPUT_REQUIRED', 'messages/0/content']]);
  });
});
