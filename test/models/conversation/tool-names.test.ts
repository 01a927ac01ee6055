import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CONTRADICTED = 'MODEL_INPUT_FEATURE_CONTRADICTED';

const messages = [{ role: 'user', content: 'Which genre is Jaws?' }];
const named = (name: string) => ({ name, input_schema: { type: 'object' } });

function ofClaude(members: object) {
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages, ...members };
  return explain(CLAUDE, body).filter(({ code }) => code !== CONTRADICTED);
}

describe('names of tools', () => {
  it('have to differ for Claude, whose tools they are', () => {
    const tools = [named('a'), named('b'), named('a'), { type: 'bash_20250124', name: 'b' }];

    expect(ofClaude({ tools: [named('a'), named('A')] })).toEqual([]);
    expect(brief(ofClaude({ tools }))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'tools/2/name',
        { expected: 'a name of its own for each tool (the Messages API)', received: '"a" again' },
      ],
      [
        'MODEL_INPUT_VALUE',
        'tools/3/name',
        { expected: 'a name of its own for each tool (the Messages API)', received: '"b" again' },
      ],
    ]);
  });

  it('are chosen among those that there are', () => {
    const tool_choice = { type: 'tool', name: 'b' };

    expect(ofClaude({ tool_choice, tools: [named('a'), named('b')] })).toEqual([]);
    for (const tools of [[named('a')], [], undefined]) {
      expect(spots(ofClaude({ tool_choice, ...(tools && { tools }) }))).toEqual([
        ['MODEL_INPUT_VALUE', 'tool_choice/name'],
      ]);
    }
  });

  it('may be any where the tools of a server are not listed', () => {
    const toolset = { type: 'mcp_toolset', mcp_server_name: 's', name: undefined };
    const found = spots(ofClaude({ tool_choice: { type: 'tool', name: 'b' }, tools: [toolset] }));

    expect(found.filter(([, path]) => path === 'tool_choice/name')).toEqual([]);
  });

  it.each([
    ['qwen.qwen3-32b-v1:0', { messages, max_tokens: 9 }],
    ['mistral.mistral-large-2407-v1:0', { messages, max_tokens: 9 }],
  ])('are doubted of %s', (id, body) => {
    const tool = (name: string) => ({ type: 'function', function: { name } });
    const choice = (name: string) => ({ tool_choice: { type: 'function', function: { name } } });
    const found = (members: object) =>
      spots(explain(id, { ...body, ...members })).filter(([code]) => code !== CONTRADICTED);

    expect(found({ tools: [tool('a'), tool('b')], ...choice('b') })).toEqual([]);
    expect(found({ tools: [tool('a')], tool_choice: 'auto' })).toEqual([]);
    expect(found({ tools: [tool('a'), tool('a')], ...choice('b') })).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'tools/1/function/name'],
      ['MODEL_INPUT_DOUBTFUL', 'tool_choice/function/name'],
    ]);
  });

  it('are doubted of Nova', () => {
    const tool = (name: string) => ({
      toolSpec: { name, inputSchema: { json: { type: 'object' } } },
    });
    const hi = [{ role: 'user', content: [{ text: 'Which genre is Jaws?' }] }];
    const found = (tools: readonly object[], name: string) =>
      spots(
        explain('amazon.nova-pro-v1:0', {
          messages: hi,
          toolConfig: { tools, toolChoice: { tool: { name } } },
        }),
      ).filter(([code]) => code !== CONTRADICTED);

    expect(found([tool('a'), tool('b')], 'b')).toEqual([]);
    expect(found([tool('a'), tool('a')], 'b')).toEqual([
      ['MODEL_INPUT_DOUBTFUL', 'toolConfig/tools/1/toolSpec/name'],
      ['MODEL_INPUT_DOUBTFUL', 'toolConfig/toolChoice/tool/name'],
    ]);
  });
});
