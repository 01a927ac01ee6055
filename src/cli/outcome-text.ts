import { countOf, formatCount, printable } from '../core/index.ts';
import type {
  JobOutcomes,
  ManifestDifference,
  OutcomeTotals,
  OutputAnomaly,
  TokenTotals,
} from '../results/index.ts';

const SHOWN_ANOMALIES = 5;

/** Writes what a run's outcomes come to, in one line; what is zero is left out, except for what succeeded. */
export function totalsText(totals: OutcomeTotals): string {
  const { records, tokens, paddingRecords, paddingTokens, anomalies } = totals;
  const extras = [
    tokensText(tokens),
    ...(paddingRecords > 0
      ? [`${countOf(paddingRecords, 'record')} of padding left out (${tokensText(paddingTokens)})`]
      : []),
    ...(anomalies > 0 ? [`${countOf(anomalies, 'line')} of the outputs not used`] : []),
  ];
  return [`${countOf(records, 'record')}: ${endsText(totals)}`, ...extras].join('; ');
}

/** Writes how many records came to which end. */
export function endsText({ counts }: Pick<OutcomeTotals, 'counts'>): string {
  const others = (['failed', 'unprocessed', 'missing'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${formatCount(counts[status])} ${status}`);
  return [`${formatCount(counts.succeeded)} succeeded`, ...others].join(', ');
}

/** Writes tokens in and out. */
export function tokensText({ inputTokens, outputTokens }: TokenTotals): string {
  return `${formatCount(inputTokens)} tokens in, ${formatCount(outputTokens)} out`;
}

const ANOMALIES: Readonly<Record<OutputAnomaly['kind'], string>> = {
  duplicate: 'is of a record that another line speaks of',
  conflict: 'has another answer than the line that was taken for its record',
  stranger: 'is of no record of the dataset',
  unreadable: 'cannot be read',
};

/** Says which lines of the outputs were not used, the first few. */
export function anomalyLines(jobs: readonly JobOutcomes[]): readonly string[] {
  const all = jobs.flatMap(({ anomalyExamples }) => anomalyExamples);
  return all
    .slice(0, SHOWN_ANOMALIES)
    .map(({ file, line, kind }) => `  ${printable(file)}:${line} ${ANOMALIES[kind]}`);
}

/** Says that nothing tells whether the outputs of a job are all there. */
export function unprovenText(folder: string): string {
  return `${folder}: records have no line, and Bedrock gives neither counts nor a manifest.json.out to compare with`;
}

/** Says that Bedrock does not know a job any more that was not seen to end. */
export function forgottenText(folder: string): string {
  return `${folder}: Bedrock does not know its job any more, so manifest.json.out alone says whether all outputs are there`;
}

/** Says that outcomes were kept although outputs are missing. */
export function acceptedText(folder: string): string {
  return `${folder}: the outputs are not those that Bedrock counted; accepted, as --accept-missing says`;
}

/** Says where Bedrock's own manifest of a job and its output lines do not agree. */
export function differenceLines(
  folder: string,
  differences: readonly ManifestDifference[],
): readonly string[] {
  return differences.map(
    ({ what, stated, counted }) =>
      `  ${folder}: manifest.json.out says ${what} ${formatCount(stated)}, and the output lines come to ${formatCount(counted)}`,
  );
}
