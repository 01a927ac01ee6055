import { type DiagnosticCollector, diagnose } from '../../core/index.ts';

/** Fewer may well be meant, such as a few records of a test. */
const FEWEST_TO_WARN = 50;

/** How many records of a job or a source have the model input of the record before. */
export interface Repeats {
  readonly source: string;
  readonly records: number;
  readonly repeated: number;
}

/** Warns where at least 50 records, and more than half of all, have the model input of the record before. */
export function reportRepeats(
  { source, records, repeated }: Repeats,
  collector: DiagnosticCollector,
): void {
  if (repeated < FEWEST_TO_WARN || 2 * repeated <= records) return;
  const args = { records, repeated };
  collector.add(diagnose('MODEL_INPUT_REPEATED', { location: { source }, args }));
}
