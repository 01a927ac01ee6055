import type { PathStep } from '../../core/index.ts';
import { doubtful } from './doubtful.ts';
import { fromMemory } from './from-memory.ts';
import { objectsIn } from './objects-in.ts';
import type { ModelInputRule } from './rule.ts';

/** What an API is believed to say of empty texts. */
export interface EmptyTextsOptions {
  /** Name of the API, such as `the Converse API`. */
  readonly api: string;
  /** Whether the last message may have no content where it is the assistant's. */
  readonly lastAnswerMayBeEmpty: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Makes the rule that no text of messages and system is empty: an empty prompt is the mistake made most. */
export function doubtEmptyTexts(options: EmptyTextsOptions): ModelInputRule {
  const doubt = fromMemory(options.api);
  return (modelInput) =>
    [...emptiesIn(modelInput, options)].map(({ path, expected, received }) =>
      doubtful(path, { expected, received, doubt }),
    );
}

interface Empty {
  readonly path: readonly PathStep[];
  readonly expected: string;
  readonly received: string;
}

const EMPTY_STRING = { expected: 'text that is not empty', received: 'an empty string' };
const EMPTY_ARRAY = { expected: 'at least one block', received: 'an empty array' };

function* emptiesIn(modelInput: JsonObject, options: EmptyTextsOptions): Generator<Empty> {
  const { system, messages } = modelInput;
  if (system === '') yield { path: ['system'], ...EMPTY_STRING };
  yield* emptyBlocks(modelInput, 'system', []);
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    const { content } = message;
    const path: readonly PathStep[] = ['messages', index];
    const isExcepted =
      options.lastAnswerMayBeEmpty && message === last && message['role'] === 'assistant';
    if (isEmpty(content) && !isExcepted) {
      const texts = content === '' ? EMPTY_STRING : EMPTY_ARRAY;
      yield { path: [...path, 'content'], ...texts };
    }
    yield* emptyBlocks(message, 'content', path);
  }
}

function isEmpty(content: unknown): boolean {
  return content === '' || (Array.isArray(content) && content.length === 0);
}

function* emptyBlocks(
  holder: JsonObject,
  key: string,
  path: readonly PathStep[],
): Generator<Empty> {
  for (const [index, { text, type = 'text' }] of objectsIn(holder, key)) {
    if (text !== '' || type !== 'text') continue;
    yield { path: [...path, key, index, 'text'], ...EMPTY_STRING };
  }
}
