import { isObject, type PathStep } from '../../../core/index.ts';
import { DOCUMENT_LIMIT, IMAGE_LIMIT, type MediaLimit, oversized } from '../../media/media-size.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';

const LIMITS: readonly (readonly [string, MediaLimit])[] = [
  ['image', IMAGE_LIMIT],
  ['document', DOCUMENT_LIMIT],
];

/** No image or document in the record larger than Converse takes; those in S3 are not looked at. */
export const converseMedia: ModelInputRule = (modelInput) => [...oversizedIn(modelInput)];

function* oversizedIn(modelInput: Readonly<Record<string, unknown>>): Generator<RuleFinding> {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    for (const [at, block] of objectsIn(message, 'content')) {
      yield* oversizedOf(block, ['messages', index, 'content', at]);
    }
  }
}

function* oversizedOf(
  block: Readonly<Record<string, unknown>>,
  path: readonly PathStep[],
): Generator<RuleFinding> {
  for (const [key, limit] of LIMITS) {
    const media = block[key];
    const source = isObject(media) ? media['source'] : undefined;
    if (!isObject(source)) continue;
    yield* oversized([...path, key, 'source', 'bytes'], source['bytes'], limit);
  }
}
