import { isObject, type PathStep } from '../../core/index.ts';

/** A place in a model input that names an S3 object. */
export interface S3Reference {
  /** As it stands there; it may be none that S3 or Bedrock takes. */
  readonly uri: string;
  /** Account that owns the bucket, where the record says so. */
  readonly bucketOwner?: string | undefined;
  /** Steps from the model input to the URI. */
  readonly path: readonly PathStep[];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Blocks of a message's content, of Converse and Nova alike. */
const MEDIA_BLOCKS = ['image', 'video', 'audio', 'document'] as const;

/** What Nova Multimodal Embeddings embeds. */
const EMBEDDED = ['text', 'image', 'audio', 'video'] as const;

/**
 * Finds the S3 objects that a model input refers to by `s3Location`.
 *
 * Looks only where a family has such places, so that a tool's own argument of that name is none of them: in the content of
 * messages (Converse, Nova), in the results of tools in it (Nova), and in what Nova Multimodal Embeddings embeds. The rest of the
 * model input may be wrong. Memory: one reference.
 *
 * @param modelInput Any JSON object.
 * @yields References in the order of the model input; a URI that stands there twice comes twice.
 */
export function* s3ReferencesIn(modelInput: JsonObject): Generator<S3Reference, void, undefined> {
  for (const [index, message] of elementsOf(modelInput, 'messages')) {
    yield* inContent(message, ['messages', index]);
  }
  const params = memberOf(modelInput, 'singleEmbeddingParams');
  if (params === undefined) return;
  for (const key of EMBEDDED) {
    yield* inSource(memberOf(params, key), ['singleEmbeddingParams', key]);
  }
}

function* inContent(holder: unknown, path: readonly PathStep[]): Generator<S3Reference> {
  for (const [index, block] of elementsOf(holder, 'content')) {
    const at = [...path, 'content', index];
    yield* inMedia(block, at);
    const toolResult = memberOf(block, 'toolResult');
    for (const [inner, piece] of elementsOf(toolResult, 'content')) {
      yield* inMedia(piece, [...at, 'toolResult', 'content', inner]);
    }
  }
}

function* inMedia(block: unknown, path: readonly PathStep[]): Generator<S3Reference> {
  for (const key of MEDIA_BLOCKS) {
    const media = memberOf(block, key);
    if (media !== undefined) yield* inSource(media, [...path, key]);
  }
}

function* inSource(media: unknown, path: readonly PathStep[]): Generator<S3Reference> {
  const location = memberOf(memberOf(media, 'source'), 's3Location');
  const uri = memberOf(location, 'uri');
  if (typeof uri !== 'string') return;
  const owner = memberOf(location, 'bucketOwner');
  const bucketOwner = typeof owner === 'string' ? owner : undefined;
  yield { uri, bucketOwner, path: [...path, 'source', 's3Location', 'uri'] };
}

function memberOf(holder: unknown, key: string): unknown {
  return isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function elementsOf(holder: unknown, key: string): Iterable<readonly [number, unknown]> {
  const list = memberOf(holder, key);
  return Array.isArray(list) ? list.entries() : [];
}
