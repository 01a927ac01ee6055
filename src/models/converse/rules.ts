import { isObject, type PathStep, quote } from '../../core/index.ts';
import { atMostCeiling } from '../at-most-ceiling.ts';
import { doubtful, doubtNoMessages } from '../doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../family.ts';
import { forbidden, forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED, objectsIn } from '../rules.ts';
import { converseMedia } from './media-rule.ts';
import { converseTexts } from './text-rules.ts';

/** Bounds of one message, from the Converse API's documentation. */
const MOST_IMAGES = 20;
const MOST_DOCUMENTS = 5;

const TOOL_HISTORY =
  'Converse takes tool blocks only beside toolConfig, and a batch job fails each record that has it';
const BESIDE = 'a document with a text block beside it';
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
  const content: unknown = message['content'];
  // Among wrong blocks may be the text that is missed: they say what is wrong.
  if (!Array.isArray(content) || !content.every(isObject)) return;
  const blocks: readonly Message[] = content;
  const blocksWith = (key: string): readonly number[] =>
    [...blocks.entries()].flatMap(([index, block]) => (Object.hasOwn(block, key) ? [index] : []));
  const found = (index: number, texts: Texts): RuleFinding => ({
    code: 'MODEL_INPUT_VALUE',
    path: [...path, index],
    ...texts,
  });
  const documents = blocksWith('document');
  const [first] = documents;
  if (first !== undefined && blocksWith('text').length === 0) {
    yield found(first, { received: 'a document without a text block beside it', expected: BESIDE });
  }
  const images = blocksWith('image');
  const [tooManyDocuments, tooManyImages] = [documents[MOST_DOCUMENTS], images[MOST_IMAGES]];
  if (tooManyDocuments !== undefined) {
    const expected = `at most ${MOST_DOCUMENTS} documents in a message`;
    yield found(tooManyDocuments, { received: `document ${MOST_DOCUMENTS + 1}`, expected });
  }
  if (tooManyImages !== undefined) {
    const expected = `at most ${MOST_IMAGES} images in a message`;
    yield found(tooManyImages, { received: `image ${MOST_IMAGES + 1}`, expected });
  }
}

/** Members of a request that mean nothing in a batch job, or of which nobody knows what they mean. */
const idleKeys: ModelInputRule = (modelInput) =>
  ['performanceConfig', 'serviceTier', 'promptVariables']
    .filter((key) => Object.hasOwn(modelInput, key))
    .map((key) =>
      doubtful([key], {
        expected: `no ${quote(key)}`,
        received: 'set',
        doubt: 'AWS does not say what batch inference makes of it',
      }),
    );

interface Texts {
  readonly expected: string;
  readonly received: string;
}

/** What the schema of Converse cannot say. */
export const converseRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  toolConfig,
  messages,
  converseMedia,
  ...converseTexts,
  doubtNoMessages,
  idleKeys,
  atMostCeiling(['inferenceConfig', 'maxTokens']),
];
