import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON_SIGN,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
} from '../../core/index.ts';
import { type JsonWriter, LARGEST_LINE_BYTES } from '../../engine/index.ts';

/** Deeper values are JSON.stringify's, which knows how deep the stack goes, and what a circle is. */
const DEEPEST = 100;

/**
 * Writes a value as JSON.stringify does, where it is plain data: strings, finite numbers, booleans, null, arrays and objects of no class, without
 * `toJSON()`.
 *
 * @returns Whether it is plain; else some of it may have been written.
 */
export function writePlainJson(value: unknown, writer: JsonWriter): boolean {
  return !hasInheritedKeys() && write(value, writer, DEEPEST);
}

function write(value: unknown, writer: JsonWriter, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      if (writer.length + value.length > LARGEST_LINE_BYTES) return false;
      writer.string(value);
      return true;
    case 'number':
      if (!Number.isFinite(value)) return false;
      writer.raw(String(value));
      return true;
    case 'boolean':
      writer.raw(value ? 'true' : 'false');
      return true;
    case 'object':
      if (value !== null) return depth > 0 && writeOpen(value, writer, depth - 1);
      writer.raw('null');
      return true;
    default:
      return false;
  }
}

function writeOpen(value: object, writer: JsonWriter, depth: number): boolean {
  if ((value as { readonly toJSON?: unknown }).toJSON !== undefined) return false;
  if (Array.isArray(value)) return writeItems(value, writer, depth);
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && writeMembers(value as Readonly<Record<string, unknown>>, writer, depth);
}

function writeItems(items: readonly unknown[], writer: JsonWriter, depth: number): boolean {
  writer.byte(OPEN_ARRAY);
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) writer.byte(COMMA);
    if (!write(items[index], writer, depth)) return false;
  }
  writer.byte(CLOSE_ARRAY);
  return true;
}

function writeMembers(
  value: Readonly<Record<string, unknown>>,
  writer: JsonWriter,
  depth: number,
): boolean {
  let separator = OPEN_OBJECT;
  for (const key in value) {
    const member = value[key];
    if (member === undefined) continue;
    writer.byte(separator);
    separator = COMMA;
    writer.string(key);
    writer.byte(COLON_SIGN);
    if (!write(member, writer, depth)) return false;
  }
  if (separator === OPEN_OBJECT) writer.byte(OPEN_OBJECT);
  writer.byte(CLOSE_OBJECT);
  return true;
}

/** Whether somebody gave all objects members that a loop sees and JSON.stringify does not. */
function hasInheritedKeys(): boolean {
  for (const key in Object.prototype) return key !== undefined;
  return false;
}
