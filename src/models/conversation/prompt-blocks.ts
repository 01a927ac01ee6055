import type { PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The blocks of `system` and of the content of messages, with their paths, in the order in which a model reads them. */
export function* promptBlocks(
  modelInput: JsonObject,
): Generator<readonly [block: JsonObject, path: readonly PathStep[]]> {
  for (const [at, block] of objectsIn(modelInput, 'system')) yield [block, ['system', at]];
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    for (const [at, block] of objectsIn(message, 'content')) {
      yield [block, ['messages', index, 'content', at]];
    }
  }
}
