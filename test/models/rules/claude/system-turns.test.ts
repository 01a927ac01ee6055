import { describe, expect, it } from 'vitest';
import { explain, spots } from '../../support/explain.ts';

const turn = (role: string, content = 'Which genre is Jaws?') => ({ role, content });
const asked = (model: string, ...messages: readonly object[]) =>
  spots(explain(model, { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages }));

const between = [turn('user'), turn('system', 'Be brief'), turn('user')];

describe('messages of the role "system"', () => {
  it.each(['opus-5-5', 'opus-5', 'us.anthropic.claude-sonnet-5', 'haiku-5-5', 'fable-5-3'])(
    'are doubted between turns of %s',
    (name) => {
      const model = name.includes('.') ? name : `anthropic.claude-${name}`;
      expect(asked(model, ...between)).toEqual([['MODEL_INPUT_DOUBTFUL', 'messages/1/role']]);
    },
  );

  it.each(['opus-4-7', 'sonnet-4-6', 'haiku-4-5-20251001-v1:0', 'opus-4-1-20250805-v1:0'])(
    'are refused by %s',
    (name) => {
      expect(asked(`anthropic.claude-${name}`, ...between)).toEqual([
        ['MODEL_INPUT_VALUE', 'messages/1/role'],
      ]);
    },
  );

  it('are taken by opus-4-8 at their place, as AWS says', () => {
    const opus = 'anthropic.claude-opus-4-8';
    const used = [{ type: 'server_tool_use', id: 's', name: 'web_search', input: {} }];
    const searched = { role: 'assistant', content: used };
    const [user, system] = [turn('user'), turn('system', 'Be brief')];
    const answer = turn('assistant', 'Thriller');

    for (const turns of [[system], [system, answer, user], [searched, system]]) {
      expect(asked(opus, user, ...turns)).toEqual([]);
    }
    const refused = [['MODEL_INPUT_VALUE', 'messages/1/role']];
    expect(asked(opus, user, system, user)).toEqual(refused);
    expect(asked(opus, answer, system)).toContainEqual(refused[0]);
  });

  it('are refused first, and of other roles', () => {
    expect(asked('anthropic.claude-opus-5', turn('system'), turn('user'))).toEqual([
      ['MODEL_INPUT_VALUE', 'messages/0/role'],
    ]);
    for (const role of ['developer', 'human', '']) {
      expect(asked('anthropic.claude-opus-5', turn('user'), turn(role))).toEqual([
        ['MODEL_INPUT_VALUE', 'messages/1/role'],
      ]);
    }
  });
});
