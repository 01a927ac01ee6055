import { countOf, formatSeconds } from '../../core/index.ts';
import type { RunReport, StartedRun } from '../../run/index.ts';
import { type LabelledLine, labelledLines } from '../terminal/labelled-lines.ts';
import {
  acceptedText,
  attemptLines,
  endLines,
  forgottenText,
  openRoundLines,
  paddingLine,
  unprovenText,
  unusedLine,
} from './outcome-text.ts';
import { repeatsLines } from './repeats-text.ts';
import { runJson } from './run-json.ts';

const NOT_JOINED: Readonly<Record<RunReport['rows'], string | undefined>> = {
  joined: undefined,
  'no-source': undefined,
  'not-repeatable': undefined,
  'source-changed': 'those of the source are not the ones the dataset was built from',
  'dataset-changed': 'the dataset was changed after it was built',
};

/**
 * Writes what a run came to.
 *
 * @param cost What it has cost, as a line.
 */
export function summaryLines(report: RunReport, cost: string): readonly string[] {
  const { run, totals, shards, jobs, stages, rows, notes, unproven, accepted, forgotten } = report;
  const { rounds } = report;
  const { records, repeats } = totals;
  const times = stages.map(({ stage, milliseconds }) => `${stage} ${formatSeconds(milliseconds)}`);
  return labelledLines([
    [
      'records',
      `${countOf(records - repeats, 'record')} in ${countOf(shards, 'shard')}, ${countOf(jobs.length, 'job')}`,
    ],
    ...repeatsLines(run.dataset.manifest).map((line) => ['repeats', line] as const),
    ...deadlineLines(report),
    ...endLines(totals),
    ...attemptLines(totals),
    ['cost', cost],
    paddingLine(totals),
    NOT_JOINED[rows] === undefined ? undefined : ['rows', `not joined: ${NOT_JOINED[rows]}`],
    ...notes.map(({ message }) => ['note', message] as const),
    unusedLine(totals),
    ...openRoundLines(rounds).map((line) => ['retries', line.trim()] as const),
    ...forgotten.map((folder) => ['forgotten', forgottenText(folder)] as const),
    ...unproven.map((folder) => ['unproven', unprovenText(folder)] as const),
    ...accepted.map((folder) => ['accepted', acceptedText(folder)] as const),
    ['time', times.join(', ')],
  ]);
}

/** Says how many jobs were given up, and what becomes of their records. */
function deadlineLines({ jobs, totals }: RunReport): readonly LabelledLine[] {
  const asked =
    totals.retries?.onDemand === undefined ? NOT_ASKED : 'what they left is asked on demand';
  return [
    deadlineLine(
      jobs.filter(({ stopAsked }) => stopAsked === 'deadline'),
      'the same command submits them anew',
    ),
    deadlineLine(
      jobs.filter(({ stopAsked }) => stopAsked === 'on-demand'),
      asked,
    ),
  ];
}

const NOT_ASKED =
  'what they left was not asked: give --deadline and --then on-demand again, or bedrock-batch retry';

function deadlineLine({ length }: RunReport['jobs'], next: string): LabelledLine {
  if (length === 0) return undefined;
  const were = length === 1 ? 'was' : 'were';
  return [
    'deadline',
    `${countOf(length, 'job')} had not begun by the deadline and ${were} stopped; ${next}`,
  ];
}

/** What `--json` says of a run that was taken the whole way. */
export function reportJson(report: RunReport): Readonly<Record<string, unknown>> {
  const { run, datasetReused, validation, shards, totals, outcomes, stages, rows } = report;
  const { notes, unproven, accepted, forgotten, rounds } = report;
  return {
    ...runJson(run),
    dataset: run.dataset.folder,
    ...{ datasetReused, shards, totals, rounds, rows, notes, unproven, accepted, forgotten },
    ...{ outcomes, stages },
    canary: report.canary,
    warnings: validation.warnings,
  };
}

/** What `--json` says of a run whose jobs are with Bedrock. */
export function startedJson(started: StartedRun): Readonly<Record<string, unknown>> {
  const { run, datasetReused, validation, stages, canary, isCanaryOpen } = started;
  const { folder } = run.dataset;
  const { warnings } = validation;
  return {
    ...runJson(run),
    dataset: folder,
    ...{ datasetReused, stages, canary, isCanaryOpen, warnings },
  };
}
