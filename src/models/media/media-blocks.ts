import { isObject, type PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** An image or document in a conversation. */
export interface MediaBlock {
  /** Path of the block. */
  readonly path: readonly PathStep[];
  /** Which message it stands in. */
  readonly message: number;
  /** What stands under the key of the block. */
  readonly medium: JsonObject;
}

/** Blocks with one key, such as `document`, as Nova and Converse have them: in messages, and in the tool results there. */
export function* mediaBlocks(modelInput: JsonObject, key: string): Generator<MediaBlock> {
  for (const [message, turn] of objectsIn(modelInput, 'messages')) {
    for (const [at, block] of objectsIn(turn, 'content')) {
      const path: readonly PathStep[] = ['messages', message, 'content', at];
      yield* mediumOf(block, key, { path, message });
      const { toolResult } = block;
      if (!isObject(toolResult)) continue;
      for (const [inner, piece] of objectsIn(toolResult, 'content')) {
        const innerPath = [...path, 'toolResult', 'content', inner];
        yield* mediumOf(piece, key, { path: innerPath, message });
      }
    }
  }
}

function* mediumOf(
  block: JsonObject,
  key: string,
  place: Omit<MediaBlock, 'medium'>,
): Generator<MediaBlock> {
  const medium = Object.hasOwn(block, key) ? block[key] : undefined;
  if (isObject(medium)) yield { ...place, medium };
}

/** Where the base64 text of a medium stands, if it is not in S3. */
export function bytesOf(
  { path, medium }: Pick<MediaBlock, 'path' | 'medium'>,
  key: string,
): Bytes | undefined {
  const { source } = medium;
  if (!isObject(source) || typeof source['bytes'] !== 'string') return undefined;
  return { path: [...path, key, 'source', 'bytes'], base64: source['bytes'] };
}

/** Base64 text and where it stands. */
export interface Bytes {
  readonly path: readonly PathStep[];
  readonly base64: string;
}
