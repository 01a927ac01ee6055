import { describeValue, isObject } from '../../../core/index.ts';
import { doubtThat, refuseBy } from '../../conversation/say.ts';
import { claudeToolMessages } from '../../conversation/tool-messages.ts';
import { toolNames } from '../../conversation/tool-names.ts';
import { toolPairs } from '../../conversation/tool-pairs.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { fromMemory } from '../../rules/from-memory.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { MESSAGES_API } from './messages-api.ts';

const NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const NAME_TEXT = '1 to 128 of the characters a-z, A-Z, 0-9, _ and -';

/** Source: the Messages API, whose refusals are "tools: Tool names must be unique" and the like. */
export const toolsByName: ModelInputRule = toolNames({
  tools: ['tools'],
  name: ['name'],
  choice: ['tool_choice', 'name'],
  say: refuseBy('the Messages API'),
});

/** Source: the Messages API; results over several messages of the user are taken by InvokeModel. */
export const pairsOfTools: ModelInputRule = toolPairs({
  read: claudeToolMessages,
  call: 'tool_use',
  result: 'tool_result',
  say: refuseBy('the Messages API'),
  sayAgain: doubtThat(fromMemory(MESSAGES_API)),
});

/** Sets of tools, such as `mcp_toolset` and `browser_toolset_20260801`, are the only ones that have no name. */
const SET_OF_TOOLS = /(?:^|_)toolset(?:_|$)/;

/** The schema asks no name of tools that Anthropic defines, as their sets have none. What are functions of OpenAI is said elsewhere. */
export const namesOfDefinedTools: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'tools')]
    .filter(([, { type, name }]) => name === undefined && isDefined(type))
    .map(([index]) => {
      const path = ['tools', index, 'name'];
      return { code: 'MODEL_INPUT_REQUIRED', path, expected: 'a string' };
    });

function isDefined(type: unknown): boolean {
  return typeof type === 'string' && type !== 'function' && !SET_OF_TOOLS.test(type);
}

/** A choice among tools of which there are none; one by name is refused. */
export const doubtToolChoice: ModelInputRule = ({ tools, tool_choice: choice }) => {
  if (choice === undefined || (isObject(choice) && typeof choice['name'] === 'string')) return [];
  if (tools !== undefined && !(Array.isArray(tools) && tools.length === 0)) return [];
  const texts = { expected: '"tool_choice" beside "tools"', received: 'set without "tools"' };
  return [doubtful(['tool_choice'], { ...texts, doubt: fromMemory(MESSAGES_API) })];
};

/** Names of tools as they are believed to be taken. */
export const doubtToolNames: ModelInputRule = (modelInput) => {
  const findings: RuleFinding[] = [];
  for (const [index, { name }] of objectsIn(modelInput, 'tools')) {
    if (typeof name !== 'string' || NAME.test(name)) continue;
    const texts = { expected: NAME_TEXT, received: describeValue(name) };
    findings.push(
      doubtful(['tools', index, 'name'], { ...texts, doubt: fromMemory(MESSAGES_API) }),
    );
  }
  return findings;
};
