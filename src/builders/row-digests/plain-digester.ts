import { TextDigester } from '../../engine/index.ts';
import type { Row } from '../rows/row.ts';
import { decimalText } from './decimal-text.ts';
import { hasLongNumber } from './exact-numbers.ts';

/** Deeper values are `RowText`'s, which knows what counts where the stack ends, and what a circle is. */
const DEEPEST = 100;

/** The keys of an object as they were found, and by name. */
interface KeyOrder {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
}

/**
 * Takes digests of rows that are plain data, piece by piece: those that `rowDigest` takes of their text.
 *
 * Memory: 256 KiB.
 */
export class PlainDigester {
  readonly #digester: TextDigester;
  /** By depth: rows one behind the other mostly have the same keys. */
  readonly #orders: KeyOrder[] = [];

  /** Makes the digester; undefined where the runtime has no SIMD. */
  static create(): PlainDigester | undefined {
    const digester = TextDigester.create();
    return digester === undefined ? undefined : new PlainDigester(digester);
  }

  private constructor(digester: TextDigester) {
    this.#digester = digester;
  }

  /** Gives the digest, the lowest byte first, until the next one; undefined where the row is more than plain data, or a table's. */
  of(row: Row): Uint8Array | undefined {
    if (row.isTabular) return undefined;
    this.#digester.begin();
    try {
      const json = row.json?.();
      const isPlain = (json === undefined || !hasLongNumber(json)) && this.#add(row.value, 0);
      return isPlain ? this.#digester.finish() : undefined;
    } catch {
      return undefined; // a getter threw: it counts as `RowText` says
    }
  }

  /** Adds what `valueText` writes of a value; false where that is more than plain data, or nothing. */
  #add(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
        this.#digester.ascii(`s${value.length}:`);
        return this.#digester.text(value);
      case 'number':
        this.#digester.ascii(
          Number.isSafeInteger(value) ? `n${value};` : `n${decimalText(String(value))};`,
        );
        return true;
      case 'boolean':
        this.#digester.ascii(value ? 't' : 'f');
        return true;
      case 'object':
        if (value !== null) return depth < DEEPEST && this.#addOpen(value, depth);
        this.#digester.ascii('z');
        return true;
      default:
        return false;
    }
  }

  #addOpen(value: object, depth: number): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value)) return prototype === Array.prototype && this.#addItems(value, depth);
    const isPlain =
      prototype === Object.prototype &&
      (value as { readonly toJSON?: unknown }).toJSON === undefined;
    return isPlain && this.#addMembers(value as Readonly<Record<string, unknown>>, depth);
  }

  #addItems(items: readonly unknown[], depth: number): boolean {
    this.#digester.ascii('[');
    for (let index = 0; index < items.length; index += 1)
      if (!this.#add(items[index], depth + 1)) return false;
    this.#digester.ascii(']');
    return true;
  }

  #addMembers(value: Readonly<Record<string, unknown>>, depth: number): boolean {
    this.#digester.ascii('{');
    for (const key of this.#sortedKeys(value, depth)) {
      const member = value[key];
      if (member === undefined) continue;
      this.#digester.ascii(`${key.length}:`);
      if (!this.#digester.text(key) || !this.#add(member, depth + 1)) return false;
    }
    this.#digester.ascii('}');
    return true;
  }

  #sortedKeys(value: object, depth: number): readonly string[] {
    const keys = Object.keys(value);
    const last = this.#orders[depth];
    if (last !== undefined && areSame(keys, last.keys)) return last.sorted;
    const sorted = keys.toSorted();
    this.#orders[depth] = { keys, sorted };
    return sorted;
  }
}

function areSame(keys: readonly string[], others: readonly string[]): boolean {
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index += 1)
    if (keys[index] !== others[index]) return false;
  return true;
}
