import { fromMemory } from '../rules/from-memory.ts';
import type { ModelInputRule } from '../rules/rule.ts';
import { doubtThat } from './say.ts';
import { chatToolMessages } from './tool-messages.ts';
import { toolNames } from './tool-names.ts';
import { toolPairs } from './tool-pairs.ts';

/** Makes the rules of tools as chat completions have them; `api` is whose API they are known from. */
export function chatTools(api: string): readonly ModelInputRule[] {
  const say = doubtThat(fromMemory(api));
  return [
    toolNames({
      tools: ['tools'],
      name: ['function', 'name'],
      choice: ['tool_choice', 'function', 'name'],
      say,
    }),
    toolPairs({
      read: chatToolMessages,
      call: 'tool call',
      result: 'message of the role "tool"',
      say,
      sayAgain: say,
    }),
  ];
}
