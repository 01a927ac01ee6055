import { isObject, type PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';
import { type Bytes, bytesOf, type MediaBlock, mediaBlocks } from './media-blocks.ts';

/** A medium that stands in a record as base64 text. */
export interface Medium extends Bytes {
  readonly kind: MediumKind;
  /** Format that is declared, or those it may have where none is. */
  readonly formats: readonly string[];
}

export type MediumKind = 'image' | 'document' | 'video' | 'audio';

type JsonObject = Readonly<Record<string, unknown>>;
type Path = readonly PathStep[];

const KINDS: readonly MediumKind[] = ['image', 'document', 'video', 'audio'];
const MEDIA_TYPE = /^[a-z]+\/([a-z0-9.+-]+)$/;
const DATA_URL = /^data:([a-z]+\/[a-z0-9.+-]+);base64,/;

/** Media as Nova and Converse have them: in blocks with one key, in the content of messages and of tool results. */
export function* keyedMedia(modelInput: JsonObject): Generator<Medium> {
  for (const kind of KINDS) {
    for (const block of mediaBlocks(modelInput, kind)) yield* mediumOf(kind, block);
  }
}

/** Media of an object that has them by their kind. */
export function* mediaOfKeys(holder: JsonObject, path: Path): Generator<Medium> {
  for (const kind of KINDS) {
    const medium = holder[kind];
    if (isObject(medium)) yield* mediumOf(kind, { path, medium });
  }
}

function* mediumOf(
  kind: MediumKind,
  block: Pick<MediaBlock, 'path' | 'medium'>,
): Generator<Medium> {
  const bytes = bytesOf(block, kind);
  if (bytes === undefined) return;
  const { format } = block.medium;
  yield { ...bytes, kind, formats: typeof format === 'string' ? [format] : [] };
}

/** Media as Claude has them: in blocks with a type, in the content of messages and of tool results. */
export function* typedMedia(modelInput: JsonObject): Generator<Medium> {
  for (const [block, path] of blocksIn(modelInput)) {
    yield* mediaOfType(block, path);
    if (block['type'] !== 'tool_result') continue;
    for (const [at, inner] of objectsIn(block, 'content')) {
      yield* mediaOfType(inner, [...path, 'content', at]);
    }
  }
}

function* mediaOfType({ type, source }: JsonObject, path: Path): Generator<Medium> {
  if ((type !== 'image' && type !== 'document') || !isObject(source)) return;
  const { type: form, media_type: mediaType, data } = source;
  if (form !== 'base64' || typeof data !== 'string') return;
  const formats = typeof mediaType === 'string' ? formatsOf(mediaType) : [];
  yield { path: [...path, 'source', 'data'], base64: data, kind: type, formats };
}

/** Images as OpenAI has them: in `data:` URLs. */
export function* imageUrls(modelInput: JsonObject): Generator<Medium> {
  for (const [{ type, image_url: image }, path] of blocksIn(modelInput)) {
    if (type !== 'image_url') continue;
    const place = isObject(image) ? [...path, 'image_url', 'url'] : [...path, 'image_url'];
    const url = isObject(image) ? image['url'] : image;
    const [prefix, mediaType] = typeof url === 'string' ? (DATA_URL.exec(url) ?? []) : [];
    if (typeof url !== 'string' || prefix === undefined || mediaType === undefined) continue;
    const base64 = url.slice(prefix.length);
    yield { path: place, base64, kind: 'image', formats: formatsOf(mediaType) };
  }
}

function* blocksIn(modelInput: JsonObject): Generator<readonly [JsonObject, Path]> {
  for (const [index, message] of objectsIn(modelInput, 'messages')) {
    for (const [at, block] of objectsIn(message, 'content')) {
      yield [block, ['messages', index, 'content', at]];
    }
  }
}

/** The format of a media type, as `format` has it. */
function formatsOf(mediaType: string): readonly string[] {
  const format = MEDIA_TYPE.exec(mediaType)?.[1];
  if (format === undefined) return [];
  return [format === 'jpg' ? 'jpeg' : format];
}
