import { describe, expect, it } from 'vitest';
import { explain, spots } from '../support/explain.ts';

const LLAMA = 'us.meta.llama3-3-70b-instruct-v1:0';

const user = { role: 'user', content: [{ text: 'Which genre is Jaws?' }] };
const model = { role: 'assistant', content: [{ text: 'Thriller' }] };

function found(id: string, ...messages: readonly object[]): readonly (readonly string[])[] {
  return spots(explain(id, { messages }, 'Converse'));
}

describe('turns of the user that follow each other', () => {
  it('are doubted of Llama, in Converse', () => {
    expect(found(LLAMA, user, model, user, model)).toEqual([]);
    expect(found(LLAMA, user, user)).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/1/role']]);
    expect(found(LLAMA, user, model, user, user, user)).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'messages/3/role'],
      ['MODEL_INPUT_DOUBTFUL', 'messages/4/role'],
    ]);
  });

  it.each(['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'us.amazon.nova-pro-v1:0'])(
    'are taken of %s',
    (id) => {
      expect(found(id, user, user)).toEqual([]);
    },
  );
});
