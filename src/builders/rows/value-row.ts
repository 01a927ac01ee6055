import { isObject } from '../../core/index.ts';
import { INDEX, VALUE_COLUMN } from './json-row.ts';
import type { Row } from './row.ts';

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
    return isObject(this.value) ? Object.keys(this.value) : [VALUE_COLUMN];
  }

  text(column: string): string | null | undefined {
    if (!isObject(this.value) && column === VALUE_COLUMN) return textOf(this.value);
    const own = ownValue(this.value, column);
    return textOf(own === undefined ? nested(this.value, column) : own);
  }
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
function jsonText(value: object): string | undefined {
  const json: string | undefined = JSON.stringify(value, bigintAsText);
  return json?.startsWith('"') ? (JSON.parse(json) as string) : json;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
