import { describeValue, isObject, type PathStep } from '../../core/index.ts';
import { objectsIn } from './objects-in.ts';
import type { ModelInputRule, RuleFinding } from './rule.ts';

/** How the blocks of one family are written, by what other families call them. */
export type BlockExamples = Readonly<Record<string, string>>;

type JsonObject = Readonly<Record<string, unknown>>;

/** Calls a judge for each block in the content of messages. */
export function eachBlock(
  judge: (block: JsonObject, path: readonly PathStep[]) => readonly RuleFinding[],
): (modelInput: JsonObject) => readonly RuleFinding[] {
  return (modelInput) =>
    [...objectsIn(modelInput, 'messages')].flatMap(([index, message]) =>
      [...objectsIn(message, 'content')].flatMap(([at, block]) =>
        judge(block, ['messages', index, 'content', at]),
      ),
    );
}

/** Makes the rule that blocks have one key and no `type`, as Claude's and OpenAI's have. */
export function blocksWithoutType(examples: BlockExamples): ModelInputRule {
  return (modelInput) => [
    ...eachBlock((block, path) => typedBlock(block, path, examples))(modelInput),
    ...[...objectsIn(modelInput, 'system')].flatMap(([index, block]) =>
      typedBlock(block, ['system', index], examples),
    ),
  ];
}

function typedBlock(
  block: JsonObject,
  path: readonly PathStep[],
  examples: BlockExamples,
): readonly RuleFinding[] {
  const type = Object.hasOwn(block, 'type') ? block['type'] : undefined;
  if (typeof type !== 'string') return [];
  const example = exampleOf(examples, type) ?? '{"text": "…"}';
  const received = `a block with "type": ${describeValue(type)}`;
  return [{ code: 'MODEL_INPUT_VALUE', path, expected: `a block such as ${example}`, received }];
}

/** Makes the rule that blocks have a `type`, which Nova's and Converse's have not. */
export function blocksWithType(examples: BlockExamples): ModelInputRule {
  return eachBlock((block, path) => {
    if (Object.hasOwn(block, 'type')) return [];
    const [key] = Object.keys(block);
    const example = key === undefined ? undefined : exampleOf(examples, key);
    if (example === undefined) return [];
    const expected = `the type of the block, as in ${example}`;
    return [{ code: 'MODEL_INPUT_REQUIRED', path: [...path, 'type'], expected }];
  });
}

function exampleOf(examples: BlockExamples, name: string): string | undefined {
  return Object.hasOwn(examples, name) ? examples[name] : undefined;
}

/** Texts where Nova and Converse take lists, and lists wrapped twice. */
export const listsOfTexts: ModelInputRule = (modelInput) => [
  ...listOfTexts(modelInput, ['system'], 'a list of texts'),
  ...[...objectsIn(modelInput, 'messages')].flatMap(([index, message]) =>
    listOfTexts(message, ['messages', index, 'content'], 'a list of blocks'),
  ),
];

function listOfTexts(
  holder: JsonObject,
  path: readonly PathStep[],
  list: string,
): readonly RuleFinding[] {
  const key = path.at(-1) as string;
  const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (typeof value === 'string') {
    const expected = `${list}, as in [{"text": "…"}]`;
    return [{ code: 'MODEL_INPUT_TYPE', path, expected, received: describeValue(value) }];
  }
  return [...objectsIn(holder, key)]
    .filter(([, { text }]) => Array.isArray(text))
    .map(([index, { text }]): RuleFinding => {
      const expected = 'a string: the list of texts is wrapped twice';
      const received = describeValue(text);
      return { code: 'MODEL_INPUT_TYPE', path: [...path, index, 'text'], expected, received };
    });
}

/** Roles that other families use for the system prompt. */
const OF_SYSTEM = new Set<unknown>(['system', 'developer']);

/** The system prompt stands beside the messages. */
export const systemBesideMessages: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'messages')]
    .filter(([, { role }]) => OF_SYSTEM.has(role))
    .map(([index, { role }]) => systemBeside(index, role));

/** The finding that a message is a system prompt, by its index and role. */
export function systemBeside(index: number, role: unknown): RuleFinding {
  const expected = 'one of "user", "assistant"; the system prompt stands in "system"';
  const path = ['messages', index, 'role'];
  return { code: 'MODEL_INPUT_VALUE', path, expected, received: describeValue(role) };
}

/** The first turn is the user's. */
export const userFirst: ModelInputRule = ({ messages }) => {
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
  if (!isObject(first) || first['role'] !== 'assistant') return [];
  const texts = { expected: '"user", whose turn is the first', received: '"assistant"' };
  return [{ code: 'MODEL_INPUT_VALUE', path: ['messages', 0, 'role'], ...texts }];
};
