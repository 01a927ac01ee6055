import type { DigestField } from '../../engine/index.ts';
import { stringText } from './value-text.ts';

const ENCODER = new TextEncoder();

/** Says how the engine makes the digest that `rowDigest` makes of a row of a table; undefined where it cannot. */
export function tableDigest(columns: readonly string[]): readonly DigestField[] | undefined {
  if (columns.length === 0 || !columns.every((name) => name.isWellFormed())) return undefined;
  return columns.toSorted().map((name, index) => ({
    field: columns.indexOf(name),
    before: ENCODER.encode(`${index === 0 ? '{' : ''}${stringText(name)}s`),
  }));
}
