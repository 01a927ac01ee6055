import { type JsonObject, objectAt, objectsAt } from './json-values.ts';

/** A place up to which a body is cached. */
export interface CacheMark {
  readonly path: string;
  readonly ttl: unknown;
}

/** A block of a message. */
export interface Block {
  readonly kind: 'text' | 'image' | 'document' | 'use' | 'result' | 'reasoning' | 'other';
  /** Such as `messages.0.content.1`. */
  readonly path: string;
  readonly text?: string | undefined;
  /** Of a tool use or a tool result. */
  readonly id?: unknown;
  /** Media type of an image, as the body says. */
  readonly label?: string | undefined;
  /** An image as base64. */
  readonly data?: string | undefined;
  readonly document?: JsonObject | undefined;
  /** The blocks of a tool result. */
  readonly inner?: readonly Block[] | undefined;
  readonly cache?: CacheMark | undefined;
}

/** A block with a type, as Claude has it. */
export function typedBlock(block: JsonObject, path: string): Block {
  const control = objectAt(block, 'cache_control');
  const name = typeof block['type'] === 'string' ? `.${block['type']}` : '';
  const ttlPath = `${path}${path.startsWith('messages') ? name : ''}.cache_control`;
  const cache = control === undefined ? undefined : { path: ttlPath, ttl: control['ttl'] };
  const { text } = block;
  switch (block['type']) {
    case 'text':
      return typeof text === 'string'
        ? { kind: 'text', path, text, cache }
        : { kind: 'other', path, cache };
    case 'image': {
      const source = objectAt(block, 'source');
      const label = stringIn(source, 'media_type');
      return { kind: 'image', path, label, data: stringIn(source, 'data'), cache };
    }
    case 'tool_use':
      return { kind: 'use', path, id: block['id'], cache };
    case 'tool_result':
      return { kind: 'result', path, id: block['tool_use_id'], cache, inner: innerOf(block, path) };
    default:
      return { kind: 'other', path, cache };
  }
}

function innerOf(block: JsonObject, path: string): readonly Block[] {
  const place = `${path}.tool_result.content`;
  return objectsAt(block, 'content').map((inner, at) => typedBlock(inner, `${place}.${at}`));
}

/** A block that is named by its key, as Converse and Nova have it. */
export function keyedBlock(block: JsonObject, path: string): Block {
  const { text } = block;
  if (typeof text === 'string') return { kind: 'text', path, text };
  const image = objectAt(block, 'image');
  if (image !== undefined) {
    const format = stringIn(image, 'format');
    const label = format === undefined ? undefined : `image/${format}`;
    return { kind: 'image', path, label, data: stringIn(objectAt(image, 'source'), 'bytes') };
  }
  const document = objectAt(block, 'document');
  if (document !== undefined) return { kind: 'document', path, document };
  const use = objectAt(block, 'toolUse');
  if (use !== undefined) return { kind: 'use', path, id: use['toolUseId'] };
  const given = objectAt(block, 'toolResult');
  if (given !== undefined) return { kind: 'result', path, id: given['toolUseId'] };
  if (objectAt(block, 'reasoningContent') !== undefined) return { kind: 'reasoning', path };
  const point = objectAt(block, 'cachePoint');
  const cache = point === undefined ? undefined : { path: `${path}.cachePoint`, ttl: point['ttl'] };
  return { kind: 'other', path, cache };
}

function stringIn(holder: JsonObject | undefined, key: string): string | undefined {
  const value = holder?.[key];
  return typeof value === 'string' ? value : undefined;
}
