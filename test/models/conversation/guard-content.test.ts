import { describe, expect, it } from 'vitest';
import { brief, explain } from '../support/explain.ts';

const guard = (text: string) => ({ guardContent: { text: { text } } });

function found(body: object): readonly (readonly unknown[])[] {
  return brief(explain('us.anthropic.claude-haiku-4-5-20251001-v1:0', body, 'Converse'));
}

const ask = (...content: readonly object[]) => [
  { role: 'user', content: [...content, { text: 'Which genre is Jaws?' }] },
];
const expected = 'text that is not blank';

describe('text for a guardrail', () => {
  it('is taken where it is some', () => {
    expect(found({ messages: ask(guard('Jaws')), system: [guard('Be brief')] })).toEqual([]);
  });

  it('is doubted where it is blank', () => {
    expect(found({ messages: ask(guard('')), system: [guard(' \n')] })).toEqual([
      [
        'MODEL_INPUT_DOUBTFUL',
        'system/0/guardContent/text/text',
        { expected, received: 'white space alone' },
      ],
      [
        'MODEL_INPUT_DOUBTFUL',
        'messages/0/content/0/guardContent/text/text',
        { expected, received: 'an empty string' },
      ],
    ]);
  });
});
