import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../../support/explain.ts';

const KEYS = ['system', 'stop_sequences', 'temperature', 'top_p', 'top_k', 'thinking', 'tools'];
const MORE = ['tool_choice', 'anthropic_beta', 'output_config'];

function found(name: string, members: object) {
  const messages = [{ role: 'user', content: 'Which genre is Jaws?' }];
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 100, messages };
  return explain(`us.anthropic.claude-${name}`, { ...body, ...members });
}

describe('null in a body of Claude', () => {
  it.each([...KEYS, ...MORE])('is of the wrong type, whatever the model samples: %s', (key) => {
    for (const name of ['haiku-4-5-20251001-v1:0', 'opus-5', 'opus-9']) {
      expect(brief(found(name, { [key]: null }))).toEqual([
        [
          'MODEL_INPUT_TYPE',
          key,
          {
            expected: expect.stringMatching(
              /^an? .*, or no "[a-z_]+" at all .*Bedrock refuses null/,
            ),
            received: 'null',
          },
        ],
      ]);
    }
  });

  it('is taken where Anthropic has it in the type of the key', () => {
    expect(found('opus-5', { output_config: { effort: null, format: null } })).toEqual([]);
  });

  it('is in doubt where Converse passes it on', () => {
    const messages = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];
    const asked = (members: object) =>
      spots(
        explain(
          'us.anthropic.claude-opus-5',
          { messages, additionalModelRequestFields: members },
          'Converse',
        ),
      );

    expect(asked({ top_k: null, temperature: null })).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/temperature'],
      ['MODEL_INPUT_DOUBTFUL', 'additionalModelRequestFields/top_k'],
    ]);
  });
});
