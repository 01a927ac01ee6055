import { decimalText } from './decimal-text.ts';

/** Says how a string is written; the default marks it as one. */
export type WriteString = (text: string) => string;

/**
 * Writes any value as text that is equal for equal values and for no others, whatever the order of keys.
 *
 * Beyond JSON: big integers are numbers, an object with a `toJSON()` is what that gives, maps and sets are their entries, objects
 * of a class have their getters too, and a circle ends where it closes. Members that JSON leaves out are left out.
 */
export function valueText(value: unknown, writeString: WriteString = markedString): string {
  return write(value, { writeString, open: [] });
}

/** Writes a string with its length, so that nothing in it can look like its end. */
export function stringText(text: string): string {
  return `${text.length}:${text}`;
}

function markedString(text: string): string {
  return `s${stringText(text)}`;
}

interface Writing {
  readonly writeString: WriteString;
  /** The objects around the value. */
  readonly open: object[];
}

function write(value: unknown, writing: Writing): string {
  switch (typeof value) {
    case 'string':
      return writing.writeString(value);
    case 'number':
      return Number.isSafeInteger(value) ? `n${value};` : `n${decimalText(String(value))};`;
    case 'bigint':
      return `n${decimalText(String(value))};`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'object':
      return value === null ? 'z' : writeOpen(value, writing);
    default:
      return 'u';
  }
}

function writeOpen(value: object, writing: Writing): string {
  const { open } = writing;
  if (open.includes(value)) return 'c';
  open.push(value);
  const text = writeObject(value, writing);
  open.pop();
  return text;
}

function writeObject(value: object, writing: Writing): string {
  if (Array.isArray(value)) return writeItems(value, writing);
  if (value instanceof Map || value instanceof Set) return `m${writeItems([...value], writing)}`;
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return write((value as { toJSON(): unknown }).toJSON(), writing);
  }
  return writeMembers(value as Readonly<Record<string, unknown>>, writing);
}

function writeItems(items: readonly unknown[], writing: Writing): string {
  let text = '[';
  for (const item of items) text += write(item, writing);
  return `${text}]`;
}

function writeMembers(value: Readonly<Record<string, unknown>>, writing: Writing): string {
  let text = '{';
  for (const key of keysOf(value).sort()) {
    const member = write(value[key], writing);
    if (member !== 'u') text += `${stringText(key)}${member}`;
  }
  return `${text}}`;
}

/** The keys of an object, and where it is of a class the getters of that. */
function keysOf(value: object): string[] {
  const keys = Object.keys(value);
  let prototype: unknown = Object.getPrototypeOf(value);
  while (typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype) {
    const members = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    for (const [key, { get }] of members)
      if (get !== undefined && !keys.includes(key)) keys.push(key);
    prototype = Object.getPrototypeOf(prototype);
  }
  return keys;
}
