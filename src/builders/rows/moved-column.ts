import { isObject } from '../../core/index.ts';
import { memberSpans } from '../../engine/index.ts';
import type { Row } from './row.ts';

/** A column that comes before another one in the value of a row, and behind it in the source. */
export interface MovedColumn {
  readonly column: string;
  readonly instead: string;
}

/** A name that JavaScript takes for an index: such names come first in any object, in ascending order. */
const INDEX = /^(?:0|[1-9]\d{0,9})$/;

/** Finds the first column that stands elsewhere in the value of a row than in its source. */
export function movedColumn(row: Row): MovedColumn | undefined {
  const { value } = row;
  if (!isObject(value) || !INDEX.test(firstName(value))) return undefined;
  const inSource = row.json === undefined ? row.columns : namesOf(row.json());
  const inValue = Object.keys(value);
  const at = inValue.findIndex((name, index) => name !== inSource[index]);
  const [column, instead] = [inValue[at], inSource[at]];
  return column === undefined || instead === undefined ? undefined : { column, instead };
}

function firstName(value: object): string {
  for (const name in value) return name;
  return '';
}

function namesOf(json: string): readonly string[] {
  return [...memberSpans(Buffer.from(json)).keys()];
}
