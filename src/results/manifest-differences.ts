import type { JobOutcomes, OutputManifest } from './job-outcomes.ts';

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
 * Records that failed inside of an output that counts as a success (`MODEL_OUTPUT`) count as failed here. Tokens are
 * compared only where the outputs tell any: those of some families do not.
 * Source: the six counts of the output manifest, results page of the Bedrock user guide.
 *
 * @param job What `onJob` of {@link readOutcomes} was called with.
 * @returns The numbers that differ; none where Bedrock wrote no manifest.
 *
 * @example A manifest that is not there
 * ```ts
 * import { manifestDifferences, noCounts, noTokens } from 'bedrock-batch/results';
 *
 * const sums = { counts: noCounts, tokens: noTokens };
 * const job = { folder: 'jobs/0000', ...sums, padding: sums, anomalies: 0, anomalyExamples: [] };
 * console.assert(manifestDifferences(job).length === 0);
 * ```
 */
export function manifestDifferences(job: JobOutcomes): readonly ManifestDifference[] {
  const { counts, tokens, padding, outputManifest = {} } = job;
  const inputTokens = tokens.inputTokens + padding.tokens.inputTokens;
  const outputTokens = tokens.outputTokens + padding.tokens.outputTokens;
  const counted: OutputManifest = {
    successRecordCount: counts.succeeded + padding.counts.succeeded,
    errorRecordCount: counts.failed + padding.counts.failed,
    inputTokenCount: inputTokens === 0 ? undefined : inputTokens,
    outputTokenCount: outputTokens === 0 ? undefined : outputTokens,
  };
  return (Object.keys(counted) as (keyof OutputManifest)[]).flatMap((what) => {
    const pair = { stated: outputManifest[what], counted: counted[what] };
    if (pair.stated === undefined || pair.counted === undefined || pair.stated === pair.counted)
      return [];
    return [Object.freeze({ what, stated: pair.stated, counted: pair.counted })];
  });
}
