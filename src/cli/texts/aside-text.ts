import { countOf, formatCount } from '../../core/index.ts';
import type { Manifest } from '../../dataset/index.ts';

/** Says how many rows of a dataset were set aside when it was built; undefined where none was. */
export function asideText({ rows }: Pick<Manifest, 'rows'>): string | undefined {
  if (rows?.rejected === undefined) return undefined;
  const { count } = rows.rejected;
  return `${formatCount(count)} of ${countOf(count + rows.count, 'row')} set aside`;
}
