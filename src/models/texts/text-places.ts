import { isObject, type PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';

/** A place of a conversation where text stands that says nothing, or where no text stands at all. */
export interface EmptyPlace {
  readonly path: readonly PathStep[];
  readonly kind: 'an empty string' | 'white space alone' | 'an empty array';
  readonly of: 'system' | 'user' | 'assistant';
  /** Whether it is the last message. */
  readonly isLast: boolean;
  /** Whether it is the content itself, and no block in it. */
  readonly isContent: boolean;
  /** Whether nothing else stands in its content. */
  readonly isAlone: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;
type Kind = EmptyPlace['kind'];
type Holder = Omit<EmptyPlace, 'kind' | 'isAlone' | 'isContent'>;

/** Roles of those who ask. */
const USERS = new Set<unknown>(['user', 'system', 'developer']);

const ALONE = { isContent: true, isAlone: true };

/** What a text that says nothing is; undefined for other text, and for what is no text. White space is what `trim()` removes. */
export function emptyKind(text: unknown): 'an empty string' | 'white space alone' | undefined {
  if (typeof text !== 'string') return undefined;
  if (text === '') return 'an empty string';
  return /\S/.test(text) ? undefined : 'white space alone';
}

/**
 * Finds the texts that say nothing in `system` and `messages`, whether content is a text or a list of blocks.
 *
 * Results of tools are left out, and turns that call tools: they may say nothing else.
 */
export function* emptyPlacesIn(modelInput: JsonObject): Generator<EmptyPlace> {
  yield* inContent(modelInput['system'], { path: ['system'], of: 'system', isLast: false });
  const { messages } = modelInput;
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    const { role, content } = message;
    const of = role === 'assistant' ? 'assistant' : USERS.has(role) ? 'user' : undefined;
    if (of === undefined || Object.hasOwn(message, 'tool_calls')) continue;
    const path = ['messages', index, 'content'];
    const holder: Holder = { path, of, isLast: message === last };
    const isNothing = Array.isArray(content) && content.length === 0;
    if (isNothing) yield { ...holder, kind: 'an empty array', ...ALONE };
    yield* inContent(content, holder);
  }
}

function* inContent(content: unknown, holder: Holder): Generator<EmptyPlace> {
  const kind = emptyKind(content);
  if (kind !== undefined) yield { ...holder, kind, ...ALONE };
  if (!Array.isArray(content)) return;
  const kinds: readonly (Kind | undefined)[] = content.map(kindOfBlock);
  const isAlone = kinds.every((found) => found !== undefined);
  for (const [index, found] of kinds.entries()) {
    if (found === undefined) continue;
    const path = [...holder.path, index, 'text'];
    yield { ...holder, path, kind: found, isContent: false, isAlone };
  }
}

function kindOfBlock(block: unknown): Kind | undefined {
  if (!isObject(block)) return undefined;
  const { text, type = 'text' } = block;
  return type === 'text' ? emptyKind(text) : undefined;
}
