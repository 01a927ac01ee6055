import { countOf, formatCount } from '../../core/index.ts';
import type { Manifest } from '../../dataset/index.ts';

/** Says how many records a dataset saves, where rows of it share answers. */
export function repeatsLines({ records, padding, repeats }: Manifest): readonly string[] {
  if (repeats === undefined) return [];
  const asked = records - padding.length;
  const rows = asked + repeats.count;
  const share = ((100 * repeats.count) / rows).toFixed(1);
  const inputs = countOf(asked, 'different model input', 'different model inputs');
  return [
    `${formatCount(rows)} rows ask ${inputs}: ${countOf(repeats.count, 'record')} (${share}%) ${repeats.count === 1 ? 'is' : 'are'} not paid for`,
  ];
}
