import {
  type Acceptance,
  type LineEngine,
  PlainLineEngine,
  SimdLineEngine,
} from '../../engine/index.ts';
import { type FamilyName, plainFormOf } from '../../models/lean.ts';
import type { Quotas } from '../../quotas/index.ts';

/** What an engine may accept. */
export interface LineRules {
  /** Absent where the model's family is not known. */
  readonly family?: FamilyName | undefined;
  readonly foundationModel?: string | undefined;
  readonly quotas: Quotas;
  readonly maxLineBytes: number;
  /** Whether the fast engine gives hashes of model inputs. Default false. */
  readonly hashesInputs?: boolean | undefined;
}

/** The fast engine, and what it accepts: plain data, from which another thread makes its own. */
export interface FastEngine {
  readonly engine: SimdLineEngine;
  readonly acceptance: Acceptance;
}

/**
 * Makes the engines that lines are read with, one source after the other: the fast one where the runtime and the family have what it
 * needs, else the plain one. Both lead to the same diagnostics.
 *
 * Memory: one engine, which a new source takes over from the last.
 */
export function lineEngines(
  rules: LineRules,
  fast: FastEngine | undefined = fastEngine(rules),
): () => LineEngine {
  const { maxLineBytes } = rules;
  if (fast === undefined) return () => new PlainLineEngine({ maxLineBytes });
  const { engine } = fast;
  return () => {
    engine.restart();
    return engine;
  };
}

/** Makes the fast engine; undefined where the runtime or the family does not have what it needs. */
export function fastEngine(rules: LineRules): FastEngine | undefined {
  const acceptance = acceptanceOf(rules);
  const engine = SimdLineEngine.create(acceptance);
  return engine === undefined ? undefined : { engine, acceptance };
}

/** What is plain; without a family any object will do, for nobody looks into it. */
function acceptanceOf({ family, foundationModel, quotas, ...reading }: LineRules): Acceptance {
  const { recordBytes } = quotas;
  const { maxLineBytes, hashesInputs } = reading;
  if (family === undefined) return { recordBytes, maxLineBytes, hashesInputs };
  const form = plainFormOf({ name: family }, foundationModel);
  return {
    modelInput: form.shape,
    get marked() {
      return form.marked;
    },
    recordBytes: Math.min(recordBytes, form.recordBytes),
    maxLineBytes,
    hashesInputs,
  };
}
