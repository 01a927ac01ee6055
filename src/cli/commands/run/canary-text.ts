import { countOf, formatCount, formatDollars, quote, shorten } from '../../../core/index.ts';
import type { Manifest } from '../../../dataset/index.ts';
import type { CanaryReport } from '../../../run/index.ts';
import { type LabelledLine, labelledLines } from '../../terminal/labelled-lines.ts';
import { intervalText } from '../estimate/estimate-text.ts';
import { cacheText } from '../estimate/paid-text.ts';

const SHOWN_ERRORS = 3;
const LONGEST_CODE = 60;

/**
 * Writes what a canary came to, and what the others are expected to take.
 *
 * @param isLocal Whether nothing is paid.
 */
export function canaryLines(report: CanaryReport, isLocal = false): readonly string[] {
  const { outcomes, summary, rest } = report;
  const ends = summary.statuses.map(({ value, count }) => `${formatCount(count)} ${value}`);
  const answers = summary.finishReasons.map(({ value, count }) => `${formatCount(count)} ${value}`);
  return labelledLines([
    ['canary', `${countOf(outcomes, 'record')}: ${ends.join(', ')}`],
    answers.length === 0 ? undefined : ['answers', answers.join(', ')],
    ...errorLines(report),
    ['tokens', paidText(report, isLocal)],
    ['the rest', `${countOf(rest, 'record')}: ${restText(report, isLocal)}`],
  ]);
}

function errorLines({ summary: { errors } }: CanaryReport): readonly LabelledLine[] {
  return errors.slice(0, SHOWN_ERRORS).map(({ value, count, examples: [example] }) => {
    const said = example === undefined ? '' : `, such as ${quote(example.recordId, 40)}`;
    const excerpt = example === undefined || example.excerpt === '' ? '' : `: ${example.excerpt}`;
    return ['errors', `${formatCount(count)} ${shorten(value, LONGEST_CODE)}${said}${excerpt}`];
  });
}

function paidText({ paid, price }: CanaryReport, isLocal: boolean): string {
  const { inputTokens, outputTokens, cost } = paid;
  const tokens = `${formatCount(inputTokens)} read, ${formatCount(outputTokens)} written`;
  if (cost === undefined) {
    const reason = price.kind === 'unknown' ? `, ${price.reason}` : '';
    return `${tokens}; what they cost is not known${reason}`;
  }
  const { low, high } = cost;
  const range = low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
  const text = `${tokens}; ${isLocal ? 'would cost' : 'cost'} ${range}`;
  return [text, ...cacheText(paid)].join(', ');
}

function restText({ projected }: CanaryReport, isLocal: boolean): string {
  if (projected === undefined)
    return 'what they take is not known, for too few answers say their tokens';
  const { input, output, cost } = projected;
  const tokens = `${intervalText(input, digits)} tokens read, ${intervalText(output, digits)} written`;
  if (cost === undefined) return `${tokens}, if all are answered`;
  const paid = `${isLocal ? 'would cost' : 'cost'} ${intervalText(cost, dollars)}`;
  return `${paid} if all are answered: ${tokens}; in about 95 of 100 samples it is within these bounds`;
}

/** Four digits tell the ends of an interval apart, and no more is known. */
function digits(value: number): string {
  return formatCount(Number(value.toPrecision(4)));
}

function dollars(value: number): string {
  return `$${formatDollars(value)}`;
}

/** Records that would be tried first, as a plan has them. */
interface PlannedCanary {
  readonly canary: {
    readonly records: number;
    /** Folders of its jobs. */
    readonly jobs: readonly string[];
    /** Records of the others. */
    readonly rest: number;
  };
}

/** Gives what a plan says of a canary; nothing where there is none. */
export function plannedCanary({ canary, records, jobs }: Manifest): PlannedCanary | undefined {
  if (canary === undefined) return undefined;
  const folders = jobs.slice(0, canary.jobs).map(({ folder }) => folder);
  return {
    canary: { records: canary.records, jobs: folders, rest: records - canary.records },
  };
}

/** Says which records would be tried first; undefined where there is no canary. */
export function plannedCanaryText(manifest: Manifest): string | undefined {
  const planned = plannedCanary(manifest);
  if (planned === undefined) return undefined;
  const { records, jobs, rest } = planned.canary;
  return `The canary is ${jobs.join(', ')}: ${countOf(records, 'record')}, spread over all; the other ${countOf(rest, 'record')} are submitted once somebody says so`;
}

/** Says why nothing is tried first where that was asked for. */
export function noCanaryText({ records }: Manifest): string {
  return `No canary: ${countOf(records, 'record')} are too few for a job to try and a job of the others, so all are submitted at once`;
}
