import { describeValue, isObject } from '../../../core/index.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { eachBlock } from '../../rules/message-hints.ts';
import type { ModelInputRule } from '../../rules/rule.ts';

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
