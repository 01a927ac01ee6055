import { countOf, formatCount, printable } from '../../core/index.ts';
import type {
  IncompleteCounts,
  JobOutcomes,
  ManifestDifference,
  OutcomeTotals,
  OutputAnomaly,
  RetryTotals,
  TokenTotals,
  TriedRound,
} from '../../results/index.ts';
import type { LabelledLine } from '../terminal/labelled-lines.ts';

const SHOWN_ANOMALIES = 5;

/** Writes what a run's outcomes come to, in one line; what is zero is left out, except for what succeeded and is incomplete. */
export function totalsText(totals: OutcomeTotals): string {
  const { records, repeats, incomplete, unjudged, tokens, retries } = totals;
  const { paddingRecords, paddingTokens } = totals;
  const extras = [
    ...(repeats > 0 ? [sharedText(repeats)] : []),
    incompleteText(incomplete),
    ...(unjudged > 0 ? [unjudgedText(unjudged)] : []),
    ...(retries === undefined ? [] : [retriesText(retries)]),
    tokensText(tokens),
    ...(paddingRecords > 0
      ? [`${countOf(paddingRecords, 'record')} of padding left out (${tokensText(paddingTokens)})`]
      : []),
    ...(totals.anomalies > 0 ? [`${unusedText(totals)} not used`] : []),
  ];
  return [
    `${countOf(records, repeats > 0 ? 'row' : 'record')}: ${endsText(totals)}`,
    ...extras,
  ].join('; ');
}

/** Says of a whole run how its records ended, and how their answers did. */
export function endLines(totals: OutcomeTotals): readonly LabelledLine[] {
  const { incomplete, unjudged } = totals;
  return [
    ['outcomes', endsText(totals)],
    ['answers', incompleteText(incomplete)],
    unjudged === 0 ? undefined : ['unjudged', unjudgedText(unjudged)],
  ];
}

/** Says of a whole run what was tried again, where something was, and what all attempts took. */
export function attemptLines({ tokens, retries }: OutcomeTotals): readonly LabelledLine[] {
  if (retries === undefined) return [['tokens', tokensText(tokens)]];
  return [
    ['retries', `${retriesText(retries)}, ${tokensText(retries.tokens)}`],
    ['tokens', `${tokensText(tokens)}, those of all attempts`],
  ];
}

/** Says of a whole run what padding took. */
export function paddingLine({ paddingRecords, paddingTokens }: OutcomeTotals): LabelledLine {
  if (paddingRecords === 0) return undefined;
  return ['padding', `${countOf(paddingRecords, 'record')}, ${tokensText(paddingTokens)}`];
}

/** Says of a whole run how many lines of the outputs gave no outcome. */
export function unusedLine(totals: OutcomeTotals): LabelledLine {
  return totals.anomalies === 0 ? undefined : ['unused', unusedText(totals)];
}

/** Writes how much was tried again. */
export function retriesText({ records, onDemand = 0, rounds }: RetryTotals): string {
  const how = onDemand === 0 ? '' : `, ${formatCount(onDemand)} of them on demand`;
  return `${countOf(records, 'record')} asked again in ${countOf(rounds, 'round')}${how}`;
}

/** Says which rounds of retries are not at their end. */
export function openRoundLines(rounds: readonly TriedRound[]): readonly string[] {
  return rounds
    .filter(({ isDone }) => !isDone)
    .map(
      ({ round }) =>
        `  round ${round} of the retries has not ended: bedrock-batch retry goes on with it`,
    );
}

/** Writes how many rows were not asked themselves. */
export function sharedText(repeats: number): string {
  return `${countOf(repeats, 'row')} ${repeats === 1 ? 'shares' : 'share'} the answer of another`;
}

/** Writes how many records came to which end, and how many rows became none. */
export function endsText({
  counts,
  invalidAnswers = 0,
}: Pick<OutcomeTotals, 'counts' | 'invalidAnswers'>): string {
  const others = (['failed', 'unprocessed', 'missing'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => {
      const why =
        status === 'failed' && invalidAnswers > 0
          ? ` (${formatCount(invalidAnswers)} for what they were answered)`
          : '';
      return `${formatCount(counts[status])} ${status}${why}`;
    });
  const ends = [`${formatCount(counts.succeeded)} succeeded`, ...others].join(', ');
  return counts.rejected === 0 ? ends : `${ends}; ${countOf(counts.rejected, 'row')} rejected`;
}

/** Adds up how many of the successes are not whole, however they ended; the help loads no stage that could. */
export function incompleteCount(incomplete: IncompleteCounts): number {
  return Object.values(incomplete).reduce((sum, count) => sum + count, 0);
}

/** Writes how many of the successes are not whole, and how they ended. */
export function incompleteText(incomplete: IncompleteCounts): string {
  const kinds = Object.entries(incomplete).filter(([, count]) => count > 0);
  if (kinds.length === 0) return 'none incomplete';
  const sum = incompleteCount(incomplete);
  const parts = kinds.map(([reason, count]) => `${formatCount(count)} ${reason}`);
  return `${formatCount(sum)} of the succeeded incomplete (${parts.join(', ')})`;
}

/** Says how many successes nobody looked at. */
export function unjudgedText(unjudged: number): string {
  return `${countOf(unjudged, 'answer')} not looked at: cut off, refused or empty ones may be among them`;
}

/** Writes tokens in and out, and those of a cache where there are any. */
export function tokensText({ inputTokens, outputTokens, cacheTokens = 0 }: TokenTotals): string {
  const cached = cacheTokens === 0 ? '' : `, ${formatCount(cacheTokens)} of a cache`;
  return `${formatCount(inputTokens)} tokens in, ${formatCount(outputTokens)} out${cached}`;
}

/** Writes how many lines of the outputs gave no outcome, and how many of them an answer contradicts. */
export function unusedText({
  anomalies,
  conflicts,
}: Pick<OutcomeTotals, 'anomalies' | 'conflicts'>): string {
  const lines = `${countOf(anomalies, 'line')} of the outputs`;
  if (conflicts === 0) return lines;
  return `${lines} (${countOf(conflicts, 'other answer')} to a record that has one)`;
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
  return `${folder}: Bedrock does not know its job any more, so manifest.json.out and the counts seen last say whether all outputs are there`;
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
      `  ${folder}: manifest.json.out says ${what} ${formatCount(stated)}, and the output lines add up to ${formatCount(counted)}`,
  );
}
