import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explain } from '../support/explain.ts';

const BLANKS = ['', ' ', '\n', '\u00a0', '\u3000', '\ufeff'];

it.each(['anthropic.claude-haiku-4-5-20251001-v1:0', 'openai.gpt-oss-120b-1:0'])(
  'always finds text that is empty or white space for %s, and never any other',
  (model) => {
    const texts = fc.tuple(fc.constantFrom(...BLANKS), fc.string({ unit: 'binary' }));

    fc.assert(
      fc.property(texts, ([before, text]) => {
        const content = `${before}${text}`;
        const version = { anthropic_version: 'bedrock-2023-05-31' };
        const body = { max_tokens: 9, messages: [{ role: 'user', content }] };
        const modelInput = model.startsWith('anthropic.') ? { ...version, ...body } : body;

        expect(explain(model, modelInput).length).toBe(content.trim() === '' ? 1 : 0);
      }),
    );
  },
);
