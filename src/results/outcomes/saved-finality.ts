import type { JobSeen, RunJob, SavedOutcomes } from '../../dataset/index.ts';

/**
 * Tells whether the saved outcomes of a job need not be read again: they are of its last attempt and were kept without doubt.
 *
 * Earlier versions kept whatever they read. What they kept is final where every record had a line, or as many as
 * Bedrock counted.
 */
export function isFinal({ attempts, saved }: RunJob): boolean {
  const last = attempts.at(-1);
  if (saved === undefined || saved.attempt !== (last?.attempt ?? 0)) return false;
  if (saved.agreement !== undefined) return saved.agreement !== 'unknown';
  return last === undefined || isWithoutDoubt(saved, last.seen);
}

function isWithoutDoubt({ counts, padding }: SavedOutcomes, seen: JobSeen | undefined): boolean {
  const answered =
    counts.succeeded + counts.failed + padding.counts.succeeded + padding.counts.failed;
  const unanswered =
    counts.unprocessed + counts.missing + padding.counts.unprocessed + padding.counts.missing;
  const { processed = 0, succeeded = 0 } = seen?.counts ?? {};
  const isCounted = processed > 0 || (seen?.counts !== undefined && seen.status !== 'Completed');
  if (!isCounted) return unanswered === 0;
  return answered === processed && counts.succeeded + padding.counts.succeeded <= succeeded;
}
