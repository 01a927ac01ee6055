import type { JobOutcomes, OutputManifest } from '../outcomes/job-outcomes.ts';
import { agreementOf, type Disagreement } from './agreement.ts';

/** A number that Bedrock's output manifest and the output lines do not agree on. */
export interface ManifestDifference {
  readonly what: keyof OutputManifest;
  /** What `manifest.json.out` says. */
  readonly stated: number;
  /** What the output lines add up to, padding included. */
  readonly counted: number;
}

/**
 * Compares what a job's output lines add up to with Bedrock's own `manifest.json.out`.
 *
 * Records are counted by what stands in their lines, as Bedrock does: {@link agreementOf}. Tokens are compared only where
 * the outputs tell any: those of some families do not.
 * Source: the six counts of the output manifest, results page of the Bedrock user guide.
 *
 * @param job What `onJob` of {@link readOutcomes} was called with.
 * @returns The numbers that differ; none where Bedrock wrote no manifest.
 */
export function manifestDifferences(job: JobOutcomes): readonly ManifestDifference[] {
  return [...recordDifferences(job), ...tokenDifferences(job)];
}

const KEYS: Readonly<Partial<Record<Disagreement['what'], keyof OutputManifest>>> = {
  succeeded: 'successRecordCount',
  failed: 'errorRecordCount',
};

function recordDifferences(job: JobOutcomes): readonly ManifestDifference[] {
  const agreement = agreementOf(job);
  if (agreement.status !== 'differs') return [];
  return agreement.disagreements.flatMap(({ statedBy, what: number, stated, counted }) => {
    const what = KEYS[number];
    if (statedBy !== 'manifest.json.out' || what === undefined) return [];
    return [Object.freeze({ what, stated, counted })];
  });
}

function tokenDifferences(job: JobOutcomes): readonly ManifestDifference[] {
  const { tokens, padding, outputManifest = {} } = job;
  const inputTokens = tokens.inputTokens + padding.tokens.inputTokens;
  const outputTokens = tokens.outputTokens + padding.tokens.outputTokens;
  const sums = { inputTokenCount: inputTokens, outputTokenCount: outputTokens };
  return (['inputTokenCount', 'outputTokenCount'] as const).flatMap((what) => {
    const { [what]: stated } = outputManifest;
    const { [what]: counted } = sums;
    if (stated === undefined || counted === 0 || stated === counted) return [];
    return [Object.freeze({ what, stated, counted })];
  });
}
