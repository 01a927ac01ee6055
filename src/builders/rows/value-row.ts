import { isObject, quote } from '../../core/index.ts';
import { INDEX, VALUE_COLUMN } from './json-row.ts';
import type { Row } from './row.ts';
import { type PlainRules, type Unplain, unplainIn } from './unplain.ts';

/** Digits of a big integer are what is meant by it; fields of an instance in a prompt are never. */
const IN_TEMPLATES: PlainRules = { takesBigInt: true, takesInstances: false };

/** One value that a program made. */
export class ValueRow implements Row {
  readonly number: number;
  readonly source: string;
  readonly isTabular: boolean = false;
  readonly value: unknown;

  constructor(value: unknown, place: { readonly source: string; readonly number: number }) {
    this.value = value;
    this.source = place.source;
    this.number = place.number;
  }

  get columns(): readonly string[] {
    return hasColumns(this.value) ? Object.keys(this.value) : [VALUE_COLUMN];
  }

  text(column: string): string | null | undefined {
    return textOf(this.#at(column));
  }

  unplain(column: string): Unplain | undefined {
    try {
      return unplainIn(this.#at(column), IN_TEMPLATES);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const isDeep = cause instanceof RangeError;
      return { path: [], what: isDeep ? DEEP : `a value that throws ${quote(reason)}` };
    }
  }

  #at(column: string): unknown {
    if (!hasColumns(this.value) && column === VALUE_COLUMN) return this.value;
    const own = ownValue(this.value, column);
    return own === undefined ? nested(this.value, column) : own;
  }
}

const DEEP = 'a value inside of itself, or nested too deeply';

/** What stands in bytes, maps and sets has no names of columns. */
function hasColumns(value: unknown): value is object {
  const isOther = [Map, Set, Date].some((other) => value instanceof other);
  return isObject(value) && !isOther && !ArrayBuffer.isView(value);
}

function nested(value: unknown, path: string): unknown {
  let here = value;
  for (const step of path.split('.')) here = ownValue(here, step);
  return here;
}

/** Objects of a class may hold their columns in getters, so what `Object.prototype` has not counts too. */
function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value))
    return INDEX.test(key) ? (value as readonly unknown[])[Number(key)] : undefined;
  if (!Object.hasOwn(value, key) && key in Object.prototype) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function textOf(value: unknown): string | null | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : jsonText(value);
    default:
      return undefined;
  }
}

/** Dates and whatever else becomes a string in JSON stand there without quotes. */
function jsonText(value: object): string | null | undefined {
  const json: string | undefined = JSON.stringify(value, bigintAsText);
  if (json === 'null') return null;
  return json?.startsWith('"') ? (JSON.parse(json) as string) : json;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
