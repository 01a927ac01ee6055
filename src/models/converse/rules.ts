import type { PathStep } from '../../core/index.ts';
import type { ModelInputRule, RuleFinding } from '../family.ts';
import { forbidden, forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED, objectsIn } from '../rules.ts';

/** Bounds of one message, from the Converse API's documentation. */
const MOST_IMAGES = 20;
const MOST_DOCUMENTS = 5;

const TOOL_HISTORY =
  'Converse takes tool blocks only beside toolConfig, and a batch job fails each record that has it';
const USERS_ONLY = 'Converse takes images and documents only from the user';

const toolConfig: ModelInputRule = (modelInput) =>
  Object.hasOwn(modelInput, 'toolConfig')
    ? [{ code: 'MODEL_INPUT_TOOLS_IN_CONVERSE', path: ['toolConfig'] }]
    : [];

const messages: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'messages')].flatMap(([index, message]) => [
    ...blocksOf(message, ['messages', index, 'content']),
    ...countsOf(message, ['messages', index, 'content']),
  ]);

type Message = Readonly<Record<string, unknown>>;

function* blocksOf(message: Message, path: readonly PathStep[]): Generator<RuleFinding> {
  for (const [index, block] of objectsIn(message, 'content')) {
    for (const key of ['toolUse', 'toolResult']) {
      if (Object.hasOwn(block, key)) yield forbidden([...path, index, key], TOOL_HISTORY);
    }
    if (message['role'] !== 'assistant') continue;
    for (const key of ['image', 'document']) {
      if (Object.hasOwn(block, key)) yield forbidden([...path, index, key], USERS_ONLY);
    }
  }
}

function* countsOf(message: Message, path: readonly PathStep[]): Generator<RuleFinding> {
  const count = (key: string): number =>
    [...objectsIn(message, 'content')].filter(([, block]) => Object.hasOwn(block, key)).length;
  const documents = count('document');
  const found = (received: string, expected: string): RuleFinding => ({
    code: 'MODEL_INPUT_VALUE',
    path,
    expected,
    received,
  });
  if (documents > 0 && count('text') === 0) {
    yield found('a document without a text', 'a text block beside each document');
  }
  if (documents > MOST_DOCUMENTS) {
    yield found(`a list with ${documents} documents`, `at most ${MOST_DOCUMENTS} documents`);
  }
  const images = count('image');
  if (images > MOST_IMAGES) {
    yield found(`a list with ${images} images`, `at most ${MOST_IMAGES} images`);
  }
}

/** What the schema of Converse cannot say. */
export const converseRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  toolConfig,
  messages,
];
