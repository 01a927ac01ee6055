import { quote } from '../../core/index.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { placeAt } from '../shape/shape-path.ts';
import type { Say } from './say.ts';

/** Where a family has the names of tools, and how sure it is about them. */
export interface ToolNamesOptions {
  /** Path of the list of tools. */
  readonly tools: readonly string[];
  /** Path of the name in a tool. */
  readonly name: readonly string[];
  /** Path of the name of the tool that the model has to use. */
  readonly choice: readonly string[];
  readonly say: Say;
}

const NAME_OF_ITS_OWN = 'a name of its own for each tool';

/** Makes the rule that no two tools have the same name, and that the one that the model has to use is among them. */
export function toolNames(options: ToolNamesOptions): ModelInputRule {
  return (modelInput) => {
    const tools = placeAt(modelInput, options.tools).value ?? [];
    if (!Array.isArray(tools)) return [];
    const names = tools.map((tool: unknown) => placeAt(tool, options.name).value);
    return [...namesTwice(names, options), ...unknownChoice(modelInput, names, options)];
  };
}

function* namesTwice(
  names: readonly unknown[],
  { tools, name, say }: ToolNamesOptions,
): Generator<RuleFinding> {
  const seen = new Set<unknown>();
  for (const [index, value] of names.entries()) {
    if (typeof value !== 'string') continue;
    if (seen.has(value)) {
      const received = `${quote(value)} again`;
      yield say([...tools, index, ...name], { expected: NAME_OF_ITS_OWN, received });
    }
    seen.add(value);
  }
}

/** Tools without a name, and those of MCP servers, may be called anything. */
function unknownChoice(
  modelInput: Readonly<Record<string, unknown>>,
  names: readonly unknown[],
  { choice, say }: ToolNamesOptions,
): readonly RuleFinding[] {
  const { value } = placeAt(modelInput, choice);
  if (typeof value !== 'string' || names.includes(value)) return [];
  if (Object.hasOwn(modelInput, 'mcp_servers')) return [];
  if (names.some((name) => typeof name !== 'string')) return [];
  const received = `${quote(value)}, which no tool is called`;
  return [say(choice, { expected: 'the name of a tool of the request', received })];
}
