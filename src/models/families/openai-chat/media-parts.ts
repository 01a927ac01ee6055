import { describeValue, isObject, type PathStep } from '../../../core/index.ts';
import { type InputMedia, inputMediaOf } from '../../facts/input-media.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { eachBlock } from '../../rules/message-hints.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';

type Part = Readonly<Record<string, unknown>>;

/** How AWS's notebooks send sound to Voxtral. */
export const AUDIO = '{"type": "input_audio", "input_audio": {"data": "…", "format": "mp3"}}';

const SHAPE_DOUBT = "AWS's examples for Voxtral show no other form";

/** Sound as AWS's examples have it: base64, and what it is. */
export const soundAsShown: ModelInputRule = eachBlock((part, path) => {
  if (part['type'] !== 'input_audio') return [];
  const sound = part['input_audio'];
  if (isObject(sound) && ['data', 'format'].every((key) => typeof sound[key] === 'string')) {
    return [];
  }
  const received = sound === undefined ? 'no "input_audio"' : describeValue(sound);
  return [doubtful([...path, 'input_audio'], { expected: AUDIO, received, doubt: SHAPE_DOUBT })];
});

/** Parts that the card of a model has no place for. */
export const mediaByCard: ModelInputRule = (modelInput, { foundationModel }) => {
  const known = foundationModel === undefined ? undefined : inputMediaOf(foundationModel);
  if (known === undefined) return [];
  return eachBlock((part, path) => beyond(known, part, path))(modelInput);
};

function beyond(
  { media, readOn }: InputMedia,
  { type }: Part,
  path: readonly PathStep[],
): readonly RuleFinding[] {
  const medium = mediumOf(type);
  if (medium === undefined || media.includes(medium)) return [];
  const doubt = `the model card that AWS had in ${readOn} names no ${medium} among the inputs`;
  const expected = ['text', ...media].join(' or ');
  return [doubtful(path, { expected, received: `a part of type ${describeValue(type)}`, doubt })];
}

function mediumOf(type: unknown): 'image' | 'speech' | undefined {
  if (typeof type !== 'string') return undefined;
  if (type.includes('image')) return 'image';
  return type.includes('audio') ? 'speech' : undefined;
}
