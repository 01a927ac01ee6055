import { isObject, type PathStep } from '../../../core/index.ts';
import { MORE_IMAGES_OF_CLAUDE, oversizedForClaude } from '../../media/media-size.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { objectsIn } from '../../rules/objects-in.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { MOST_IMAGES } from './bounds.ts';

interface FoundImage {
  readonly path: readonly PathStep[];
  readonly source: unknown;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** No image larger than is taken, and not more than are taken in any size. */
export const claudeImages: ModelInputRule = (modelInput) => {
  const images = [...imagesOf(modelInput)];
  const findings = images.flatMap(({ path, source }) => {
    const base64 = isObject(source) ? source['data'] : undefined;
    if (typeof base64 !== 'string') return [];
    return [...oversizedForClaude({ path: [...path, 'source', 'data'], base64 })];
  });
  const tooMany = images[MOST_IMAGES];
  if (tooMany === undefined) return findings;
  const texts = {
    expected: `at most ${MOST_IMAGES} images in a record`,
    received: `image ${MOST_IMAGES + 1}`,
    doubt: MORE_IMAGES_OF_CLAUDE,
  };
  return [...findings, doubtful(tooMany.path, texts)];
};

function* imagesOf(modelInput: JsonObject): Generator<FoundImage> {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    yield* imagesIn(message, ['messages', index, 'content']);
  }
}

/** Images stand in the content of messages, and in the content of the tool results there. */
function* imagesIn(holder: JsonObject, path: readonly PathStep[]): Generator<FoundImage> {
  for (const [index, block] of objectsIn(holder, 'content')) {
    const place = [...path, index];
    if (block['type'] === 'image') yield { path: place, source: block['source'] };
    if (block['type'] !== 'tool_result') continue;
    for (const [at, inner] of objectsIn(block, 'content')) {
      if (inner['type'] !== 'image') continue;
      yield { path: [...place, 'content', at], source: inner['source'] };
    }
  }
}
