import { seededRandom } from '../lines/random.ts';

const FINENESS = 1_000_000;

/** A vector that depends on nothing but what is embedded; six decimals, of length 1 where it is normalized. */
export function vector(content: unknown, size: number, isNormalized: boolean): readonly number[] {
  const random = seededRandom(JSON.stringify(content ?? null));
  const values = Array.from({ length: size }, () => random(2 * FINENESS + 1) / FINENESS - 1);
  const norm = isNormalized ? Math.hypot(...values) : 1;
  return values.map((value) => Number((value / norm).toFixed(6)));
}
