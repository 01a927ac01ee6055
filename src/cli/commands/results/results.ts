import { type Command, Option } from 'commander';
import type { RowsFrom } from '../../../builders/index.ts';
import { printableJson } from '../../../core/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type {
  JobOutcomes,
  Outcome,
  ReadOutcomesOptions,
  RetryReason,
} from '../../../results/index.ts';
import { acceptMissingOption } from '../../flags/accept-missing.ts';
import { addSourceFlags, openRows, type SourceFlags } from '../../flags/build-flags.ts';
import { addFlagRules, type FlagRule } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  type CommonFlags,
  type RuleFlags,
} from '../../flags/flags.ts';
import { addLimitFlags, endWithin, type LimitFlags } from '../../flags/outcome-limits.ts';
import { readQuotas } from '../../flags/read-quotas.ts';
import { retryOnOption } from '../../flags/retry-on.ts';
import type { Reach } from '../../services/connection.ts';
import type { Session } from '../../session/session.ts';
import { datasetJson } from '../../texts/dataset-json.ts';
import { anomalyLines, totalsText } from '../../texts/outcome-text.ts';
import { requireOutputsAgree, sayForgotten } from './outputs-agree.ts';
import { noteTaker } from './take-notes.ts';

/** Outcomes are written in batches: waiting once for each would take longer than reading them. */
const BATCH_UNITS = 1 << 16;

interface Flags extends SourceFlags, AwsFlags, LimitFlags, CommonFlags, Pick<RuleFlags, 'quota'> {
  readonly run?: string | undefined;
  readonly source?: string | undefined;
  readonly withRecord?: boolean | undefined;
  readonly failedOnly?: boolean | undefined;
  readonly incompleteOnly?: boolean | undefined;
  readonly partial?: boolean | undefined;
  readonly acceptMissing?: boolean | undefined;
  readonly retry?: string | undefined;
  readonly retryOn?: readonly RetryReason[] | undefined;
  readonly belowMinimum?: 'error' | 'pad' | undefined;
  readonly replace?: boolean | undefined;
  readonly expectedBucketOwner?: string | undefined;
}

/** Declares `results`: outputs → outcomes. */
export function declareResults(program: Command, session: Session): void {
  const command = program
    .command('results')
    .summary('print one outcome for every record')
    .description(
      'Prints what became of every record as JSONL, one outcome a line: of each job the whole answers first, in the order of the outputs.',
    )
    .argument('<dataset>', 'folder of the dataset')
    .option('--run <name>', 'name of the run; default: the only one')
    .optionsGroup('Outcomes:')
    .option(
      '--source <file>',
      'source the dataset was built from; joins its rows, once they are proven to be the same',
    )
    .option('--with-record', 'give each outcome its record')
    .option('--failed-only', 'leave out what succeeded')
    .option(
      '--incomplete-only',
      'leave out all but answers that were cut off, filtered or refused; with --failed-only both',
    )
    .option('--partial', 'read what is there while jobs still run')
    .addOption(acceptMissingOption());
  addLimitFlags(command);
  addSourceFlags(command);
  addRetryFlags(command);
  addAwsFlags(command).option(
    '--expected-bucket-owner <account>',
    'refuse a bucket of another account',
  );
  addCommonFlags(command);
  addFlagRules(command, ...RULES);
  addExamples(
    command,
    'bedrock-batch results movies --source movies.csv > outcomes.jsonl',
    'bedrock-batch results movies --retry movies-retry --below-minimum pad',
  );
  command.action((dataset: string, flags: Flags) => results(dataset, flags, session));
}

const RULES: readonly FlagRule[] = [
  {
    flags: [
      ...['--source', '--with-record', '--failed-only', '--incomplete-only', '--partial'],
      ...['--max-failed', '--max-incomplete'],
    ],
    notWith: ['--retry'],
    because: 'it builds a dataset and prints no outcomes',
    hint: 'Print the outcomes with a call of their own, without --retry',
  },
  {
    flags: ['--format', '--pick'],
    onlyWith: ['--source'],
    because: 'it tells how the rows of --source are read; outcomes are always printed as JSONL',
  },
  {
    flags: ['--retry-on', '--below-minimum', '--replace', '--quota'],
    onlyWith: ['--retry'],
    because: 'it tells how the dataset of a retry is built',
  },
  {
    flags: ['--max-failed', '--max-incomplete', '--accept-missing'],
    notWith: ['--partial'],
    because: 'what has not ended yet may still succeed',
  },
];

function addRetryFlags(command: Command): void {
  command
    .optionsGroup('Retry:')
    .option(
      '--retry <folder>',
      'build the dataset of what is worth trying again, and print no outcomes',
    )
    .addOption(retryOnOption())
    .addOption(
      new Option('--below-minimum <way>', 'what to do with too few records for a job').choices([
        'error',
        'pad',
      ]),
    )
    .option('--replace', 'replace another dataset in the folder that has no runs');
  addQuotaFlag(command);
}

async function results(folder: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { chooseRun } = await import('../../services/choose-run.ts');
  const { connected } = await import('../../services/connection.ts');
  const run = await chooseRun(folder, flags.run);
  const rows =
    flags.source === undefined ? undefined : await openRows(flags.source, flags, session);
  await connected(run, flags, async (reach) => {
    const forgotten = await lookAtJobs(run, reach, session);
    const reading: Reading = { run, rows, reach, flags, session, forgotten };
    if (flags.retry === undefined) await printOutcomes(reading);
    else await buildRetry(reading, flags.retry);
  });
}

interface Reading {
  readonly run: Run;
  /** Those of `--source`. */
  readonly rows: RowsFrom | undefined;
  readonly reach: Reach;
  readonly flags: Flags;
  readonly session: Session;
  /** Folders of jobs that Bedrock does not know any more. */
  readonly forgotten: readonly string[];
}

/** Reading goes by what the run saw last, so jobs that had not ended then are looked at once. */
async function lookAtJobs(run: Run, reach: Reach, session: Session): Promise<readonly string[]> {
  const { lookOnce } = await import('../../../jobs/inner.ts');
  const { snapshotOf } = await import('../../../jobs/index.ts');
  if (snapshotOf(run).done) return [];
  const forgotten = await lookOnce(run, { ...reach, signal: session.signal });
  sayForgotten(forgotten, session);
  return forgotten;
}

async function printOutcomes(reading: Reading): Promise<void> {
  const { run, reach, flags, session } = reading;
  const { acceptMissing = false } = flags;
  const { formatOutcome, incompleteReason, readOutcomes, sumOutcomes } = await import(
    '../../../results/index.ts'
  );
  const isWanted = chosen(flags, incompleteReason);
  const jobs: JobOutcomes[] = [];
  const options = await readOptions(reading);
  let lines = '';
  for await (const outcome of readOutcomes(run, { ...options, onJob: (job) => jobs.push(job) })) {
    if (isWanted(outcome)) lines += `${formatOutcome(outcome)}\n`;
    if (lines.length < BATCH_UNITS) continue;
    await session.write(lines);
    lines = '';
  }
  await session.write(lines);
  const totals = sumOutcomes(jobs);
  for (const line of [totalsText(totals), ...anomalyLines(jobs)]) session.say(line);
  if (session.isJson) session.complain(printableJson({ totals, jobs }));
  if (flags.partial === true) return;
  await requireOutputsAgree({ run, reach, session, jobs, acceptMissing });
  endWithin(totals, flags, session);
}

/** Gives what is printed: everything, or the kinds that were asked for. */
function chosen(
  { failedOnly = false, incompleteOnly = false }: Flags,
  incompleteReason: (outcome: Outcome) => unknown,
): (outcome: Outcome) => boolean {
  if (!failedOnly && !incompleteOnly) return () => true;
  return (outcome) =>
    (failedOnly && outcome.status !== 'succeeded') ||
    (incompleteOnly && incompleteReason(outcome) !== undefined);
}

async function readOptions({
  rows,
  reach,
  flags,
  session,
  forgotten,
}: Reading): Promise<ReadOutcomesOptions> {
  const { withRecord, partial, expectedBucketOwner } = flags;
  const { signal } = session;
  const onNote = noteTaker(session);
  const options = { ...reach, withRecord, partial, expectedBucketOwner, signal, forgotten, onNote };
  if (rows === undefined) return options;
  const { sourceOf } = await import('../../../builders/index.ts');
  return { ...options, source: sourceOf(rows, flags) };
}

async function buildRetry(reading: Reading, out: string): Promise<void> {
  const { run, reach, flags, session, forgotten } = reading;
  session.remains = 'no dataset was written';
  const { withSecondLook } = await import('../../../jobs/inner.ts');
  const { retryDataset } = await import('../../../results/index.ts');
  const { belowMinimum, replace, expectedBucketOwner, acceptMissing, retryOn } = flags;
  const quotas = await readQuotas(flags.quota);
  const { signal } = session;
  const options = {
    ...reach,
    ...{ out, belowMinimum, replace, quotas, expectedBucketOwner, signal },
    ...{ acceptMissing, forgotten, retryOn, onNote: noteTaker(session) },
  };
  const dataset = await withSecondLook(run, options, () => retryDataset(run, options));
  if (session.isJson) {
    await session.printJson(dataset === undefined ? null : datasetJson(dataset, out));
  } else if (dataset === undefined) {
    session.say('No record is worth trying again; nothing was written');
  } else {
    await session.print(out);
  }
}
