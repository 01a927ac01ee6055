import { compareUtf8 } from './utf8-order.ts';

/**
 * Values by key, to be walked in UTF-8 byte order.
 *
 * Memory: the keys twice and the values. Sorting waits until somebody walks after a change.
 */
export class KeyIndex<Value> {
  readonly #values = new Map<string, Value>();
  #sorted: readonly string[] | undefined;

  get size(): number {
    return this.#values.size;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#sorted = undefined;
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#sorted = undefined;
  }

  /** Walks values whose key starts with `prefix`, beginning at the first key that is not before `from`. */
  *walk(prefix: string, from = ''): Generator<Value, void, undefined> {
    this.#sorted ??= [...this.#values.keys()].sort(compareUtf8);
    const keys = this.#sorted;
    const start = compareUtf8(from, prefix) > 0 ? from : prefix;
    for (let i = firstNotBefore(keys, start); i < keys.length; i += 1) {
      const key = keys[i] as string;
      if (!key.startsWith(prefix)) return;
      const value = this.#values.get(key);
      if (value !== undefined) yield value;
    }
  }
}

function firstNotBefore(keys: readonly string[], text: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] as string, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
