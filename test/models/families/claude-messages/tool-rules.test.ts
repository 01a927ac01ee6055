import { describe, expect, it } from 'vitest';
import { brief, explain, spots } from '../../support/explain.ts';

const CLAUDE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CONTRADICTED = 'MODEL_INPUT_FEATURE_CONTRADICTED';

const body = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 9,
  messages: [{ role: 'user', content: 'Which genre is Jaws?' }],
};
const own = { name: 'genre', input_schema: { type: 'object' } };

/** What is found of tools, but that AWS's pages contradict one another about them. */
function foundIn(...tools: readonly unknown[]) {
  return explain(CLAUDE, { ...body, tools }).filter(({ code }) => code !== CONTRADICTED);
}

describe('tools that Claude takes', () => {
  it.each([
    { ...own, type: 'custom', strict: true },
    { ...own, type: null, cache_control: null },
    { ...own, input_examples: [{ title: 'Jaws' }], defer_loading: true },
    { ...own, allowed_callers: ['direct', 'code_execution_20260120'] },
    { ...own, eager_input_streaming: null },
    { type: 'bash_20250124', name: 'bash' },
    { type: 'text_editor_20250728', name: 'str_replace_based_edit_tool', max_characters: 1 },
    { type: 'memory_20250818', name: 'memory' },
    { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' },
    { type: 'web_search_20260318', name: 'web_search', max_uses: 2 },
    { type: 'computer_20251124', name: 'computer', display_width_px: 9, display_height_px: 9 },
    { type: 'mcp_toolset', mcp_server_name: 'films', default_config: { enabled: true } },
    { type: 'browser_toolset_20260801', configs: null },
    { type: 'computer_toolset_20260801' },
  ])('are no error: %j', (tool) => {
    expect(spots(foundIn(tool))).toEqual([]);
  });
});

describe('tools that Claude does not take', () => {
  it.each([
    [{ type: 'bash_20250124' }, 'MODEL_INPUT_REQUIRED', 'tools/0/name'],
    [{ type: 'mcp_toolsets' }, 'MODEL_INPUT_REQUIRED', 'tools/0/name'],
    [{ type: 'custom', input_schema: { type: 'object' } }, 'MODEL_INPUT_REQUIRED', 'tools/0/name'],
    [{ type: 'mcp_toolset', name: 7 }, 'MODEL_INPUT_TYPE', 'tools/0/name'],
    [{ input_schema: { type: 'object' } }, 'MODEL_INPUT_REQUIRED', 'tools/0/name'],
    [{ name: 'genre' }, 'MODEL_INPUT_REQUIRED', 'tools/0/input_schema'],
    [{ ...own, strick: true }, 'MODEL_INPUT_UNKNOWN_KEY', 'tools/0/strick'],
    [{ type: 'function', function: own }, 'MODEL_INPUT_VALUE', 'tools/0'],
    [{ title: 'genre' }, 'MODEL_INPUT_VALUE', 'tools/0'],
    [{}, 'MODEL_INPUT_VALUE', 'tools/0'],
  ])('are told from them: %j', (tool, code, path) => {
    expect(spots(foundIn(tool))).toEqual([[code, path]]);
  });

  it('are told how one is written', () => {
    expect(brief(foundIn({ description: 'Says the genre' }))).toEqual([
      [
        'MODEL_INPUT_VALUE',
        'tools/0',
        {
          expected: 'a tool with "name", "description" and "input_schema"',
          received: 'an object with none of these',
        },
      ],
    ]);
  });
});

describe('blocks of earlier answers', () => {
  it.each([
    { type: 'advisor_tool_result', tool_use_id: 'a', content: {} },
    { type: 'fallback', from: { model: 'a' }, to: { model: 'b' } },
    { type: 'mid_conv_system', content: [{ type: 'text', text: 'Be brief' }] },
  ])('are taken as they are: $type', (block) => {
    const messages = [
      { role: 'user', content: 'Which genre is Jaws?' },
      { role: 'assistant', content: [{ type: 'text', text: 'Horror' }, block] },
      { role: 'user', content: 'And Alien?' },
    ];

    expect(spots(explain(CLAUDE, { ...body, messages }))).toEqual([]);
  });
});
