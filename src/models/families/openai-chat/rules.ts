import { describeValue, isObject, type PathStep, quote } from '../../../core/index.ts';
import { chatTools } from '../../conversation/chat-tools.ts';
import { modelRowOf } from '../../facts/model-table.ts';
import { mediaContent, UNREPORTED } from '../../media/media-content.ts';
import { imageUrls } from '../../media/media-places.ts';
import { partsForTextOnly } from '../../media/text-only.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { borrowed } from '../../rules/borrowed.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { doubtful, doubtNoMessages, doubtNumbers } from '../../rules/doubtful.ts';
import {
  forbidden,
  forbidKeys,
  JOB_NAMES_MODEL,
  NEVER_STREAMED,
} from '../../rules/forbidden-keys.ts';
import { blocksWithType, eachBlock } from '../../rules/message-hints.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { schemaAt } from '../../rules/structured-output.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { emptyInDoubt, emptyTexts } from '../../texts/empty-texts.ts';
import { keysInDoubt, stopInDoubt, tierInDoubt } from './keys.ts';
import { AUDIO, soundAsShown } from './media-parts.ts';

const streaming: ModelInputRule = ({ stream }) =>
  stream === true ? [forbidden(['stream'], NEVER_STREAMED)] : [];

/** Kimi is reported to refuse bodies that do not bound the answer. */
const boundWhereNeeded: ModelInputRule = (modelInput, { foundationModel }) => {
  const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
  const bounded = ['max_tokens', 'max_completion_tokens'].some((key) =>
    Object.hasOwn(modelInput, key),
  );
  if (bounded || found?.row.needsBound === undefined) return [];
  const path = ['max_tokens'];
  const expected = 'an integer >= 1';
  if (found.borrowedFrom === undefined) return [{ code: 'MODEL_INPUT_REQUIRED', path, expected }];
  const doubt = borrowed('a body without it is reported to be refused', found.borrowedFrom);
  return [doubtful(path, { expected, received: 'missing', doubt })];
};

const TEXT = '{"type": "text", "text": "…"}';
const IMAGE = '{"type": "image_url", "image_url": {"url": "data:image/png;base64,…"}}';

/** An image in the form of Claude is one to no model of the family; of models that take none at all that alone is said. */
const parts: ModelInputRule = (modelInput, context) => {
  const unwanted = partsForTextOnly(modelInput, context);
  return unwanted.length > 0 ? unwanted : eachBlock(ofClaude)(modelInput);
};

type Part = Readonly<Record<string, unknown>>;

function ofClaude({ type, source }: Part, path: readonly PathStep[]): readonly RuleFinding[] {
  if (type !== 'image' || !isObject(source)) return [];
  const texts = { expected: IMAGE, received: 'an image as Claude takes it' };
  return [doubtful(path, { ...texts, doubt: 'AWS lists the parts of messages for none of these' })];
}

/** Source: AWS, "Structured output": `response_format` of open-weight models. */
const responseFormat: ModelInputRule = (modelInput) => {
  const { value: format } = placeAt(modelInput, ['response_format']);
  if (!isObject(format) || format['type'] !== 'json_schema') return [];
  const { present, value } = placeAt(format, ['json_schema']);
  const path = ['response_format', 'json_schema'];
  const expected = `an object with ${quote('name')} and ${quote('schema')}`;
  if (!present) return [{ code: 'MODEL_INPUT_REQUIRED', path, expected }];
  const wrong = (at: readonly string[], wanted: string, received: unknown): RuleFinding => ({
    code: 'MODEL_INPUT_TYPE',
    path: at,
    expected: wanted,
    received: describeValue(received),
  });
  if (!isObject(value)) return [wrong(path, expected, value)];
  const { schema } = value;
  if (schema === undefined || isObject(schema)) return [];
  return [wrong([...path, 'schema'], 'a JSON Schema as an object', schema)];
};

const NO_BOUNDS = "AWS's documents at hand give no bounds for these models";

const content = mediaContent({
  mediaIn: imageUrls,
  empty: () => UNREPORTED,
  unlike: () => UNREPORTED,
});

/** What the schema of chat completions cannot say. */
export const openaiRules: readonly ModelInputRule[] = [
  forbidKeys({
    modelId: JOB_NAMES_MODEL,
    anthropic_version: 'the key belongs to Claude messages, which these models do not take',
    prompt: 'a chat completion takes messages, and this key is reported to make the record fail',
  }),
  streaming,
  boundWhereNeeded,
  blocksWithType({ text: TEXT, image: IMAGE, audio: AUDIO, input_audio: AUDIO }),
  parts,
  soundAsShown,
  content,
  responseFormat,
  schemaAt(['response_format', 'json_schema', 'schema']),
  contradicted('tool calling', ['tools']),
  ...chatTools("OpenAI's chat completions"),
  contradicted('structured output', ['response_format']),
  keysInDoubt,
  stopInDoubt,
  tierInDoubt,
  doubtNoMessages,
  emptyTexts(emptyInDoubt),
  doubtNumbers({
    max_tokens: { path: ['max_tokens'], int: true, min: 1, doubt: NO_BOUNDS },
    max_completion_tokens: { path: ['max_completion_tokens'], int: true, min: 1, doubt: NO_BOUNDS },
  }),
  atMostCeiling(['max_tokens'], ['max_completion_tokens']),
];
