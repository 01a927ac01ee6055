import { type LineEngine, PlainLineEngine, SimdLineEngine } from '../engine/index.ts';
import { type FamilyName, plainFormOf } from '../models/lean.ts';
import type { Quotas } from '../quotas/index.ts';

/** What an engine may accept. */
export interface LineRules {
  /** Absent where the model's family is not known. */
  readonly family?: FamilyName | undefined;
  readonly foundationModel?: string | undefined;
  readonly quotas: Quotas;
  readonly maxLineBytes: number;
}

/**
 * Makes the engines that lines are read with, one source after the other: the fast one where the runtime and the family have what it
 * needs, else the plain one. Both lead to the same diagnostics.
 *
 * Memory: one engine, which a new source takes over from the last.
 */
export function lineEngines(rules: LineRules): () => LineEngine {
  const { maxLineBytes } = rules;
  const fast = fastEngine(rules);
  if (fast === undefined) return () => new PlainLineEngine({ maxLineBytes });
  return () => {
    fast.restart();
    return fast;
  };
}

/** Accepts what is plain; without a family any object will do, for nobody looks into it. */
function fastEngine({ family, foundationModel, quotas, maxLineBytes }: LineRules) {
  const { recordBytes } = quotas;
  if (family === undefined) return SimdLineEngine.create({ recordBytes, maxLineBytes });
  const form = plainFormOf({ name: family }, foundationModel);
  return SimdLineEngine.create({
    modelInput: form.shape,
    recordBytes: Math.min(recordBytes, form.recordBytes),
    maxLineBytes,
  });
}
