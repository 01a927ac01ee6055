import {
  any,
  anyObject,
  boolean,
  list,
  marked,
  object,
  oneOf,
  ownName,
  type PlainMembers,
  type PlainTree,
  text,
} from './plain-tree.ts';

/** Of Claude's names; those of others are not documented to be longer. */
const LONGEST_OF_CLAUDE = 128;
const LONGEST_NAME = 64;

/** What is said of tools in a batch is said once of all of them, so that it does not matter how many there are. */
function tools(tool: PlainTree): PlainTree {
  return marked(list(tool, { min: 1 }));
}

function schema(...others: readonly string[]): PlainTree {
  return object(
    { type: oneOf('object') },
    Object.fromEntries(['properties', 'required', ...others].map((key) => [key, any])),
  );
}

/** Tools of one's own as Claude takes them beyond doubt, and a choice that the model has itself. */
export const claudeTools: { readonly required: PlainMembers; readonly optional: PlainMembers } = {
  required: {
    tools: tools(
      object(
        {
          name: ownName(LONGEST_OF_CLAUDE),
          input_schema: schema('additionalProperties', 'description', 'title', '$defs'),
        },
        { type: oneOf('custom'), description: text() },
      ),
    ),
  },
  optional: {
    tool_choice: object({ type: oneOf('auto') }, { disable_parallel_tool_use: boolean }),
  },
};

const novaTool = object(
  { name: ownName(LONGEST_NAME), inputSchema: object({ json: schema() }) },
  { description: text() },
);

/** Tools of Nova messages. */
export const novaTools: PlainMembers = {
  toolConfig: object(
    { tools: tools(object({ toolSpec: novaTool })) },
    { toolChoice: object({ auto: object({}) }) },
  ),
};

/** Tools of chat completions. */
export const chatTools: { readonly required: PlainMembers; readonly optional: PlainMembers } = {
  required: {
    tools: tools(
      object({
        type: oneOf('function'),
        function: object(
          { name: ownName(LONGEST_NAME) },
          { description: text(), parameters: anyObject },
        ),
      }),
    ),
  },
  optional: { tool_choice: oneOf('auto') },
};
