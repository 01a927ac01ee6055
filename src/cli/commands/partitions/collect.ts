import type { Command } from 'commander';
import { countOf, formatCount } from '../../../core/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type { CollectedShare } from '../../../partitions/index.ts';
import type { OutcomeProgress } from '../../../results/index.ts';
import { acceptMissingOption } from '../../flags/accept-missing.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
} from '../../flags/flags.ts';
import { withProgress } from '../../progress/make-progress.ts';
import { stageCounter } from '../../progress/stage-counter.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';
import { totalsText } from '../../texts/outcome-text.ts';
import { lookAtJobs } from '../results/outputs-agree.ts';
import { INDEX_HELP, taskIndex } from './partition-index.ts';

type Flags = CommonFlags &
  AwsFlags & {
    readonly index?: number | undefined;
    readonly of?: number | undefined;
    readonly run?: string | undefined;
    readonly status?: boolean | undefined;
    readonly withRecord?: boolean | undefined;
    readonly acceptMissing?: boolean | undefined;
    readonly expectedBucketOwner?: string | undefined;
  };

/** Declares `collect`: the outputs of a share of jobs → their outcomes. */
export function declareCollect(program: Command, session: Session): void {
  const command = program
    .command('collect')
    .summary('read the outputs of a share of the jobs')
    .description(
      'Writes one outcome for every record of a share of the jobs, beside the run. All shares together have each record once. It may be killed and run again, on any machine.',
    )
    .argument('<dataset>', 'folder of the dataset, or its S3 URI')
    .option('--index <number>', INDEX_HELP, wholeNumber(0))
    .option('--of <number>', 'how many shares there are; default: one for each job', wholeNumber(1))
    .option('--status', 'tell which shares are collected; takes no index')
    .option('--run <name>', 'name of the run; default: the only one')
    .option('--with-record', 'give each outcome its record')
    .addOption(acceptMissingOption());
  addAwsFlags(command).option(
    '--expected-bucket-owner <account>',
    'refuse a bucket of another account',
  );
  addFlagRules(command, {
    flags: ['--index', '--with-record', '--accept-missing'],
    notWith: ['--status'],
    because: 'nothing is collected then',
  });
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch collect s3://my-bucket/batch/films --index 3 --of 10',
    'sbatch --array=0-9 --wrap "bedrock-batch collect /shared/films --of 10"',
    'bedrock-batch collect s3://my-bucket/batch/films --of 10 --status',
  );
  command.action((dataset: string, flags: Flags) => collect(dataset, flags, session));
}

async function collect(dataset: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing of the share was written';
  const index = flags.status === true ? undefined : taskIndex(flags.index, session.streams.env);
  const { chooseRun } = await import('../../services/choose-run.ts');
  const run = await chooseRun(dataset, flags, session);
  if (index === undefined) return printStatus(run, flags, session);
  const collected = await collectShare({ run, index }, flags, session);
  if (session.isJson) await session.printJson(collected);
  else await session.print(collected.outcomes);
}

async function collectShare(
  { run, index }: { readonly run: Run; readonly index: number },
  flags: Flags,
  session: Session,
): Promise<CollectedShare> {
  const { of, withRecord, acceptMissing, expectedBucketOwner } = flags;
  const { connected } = await import('../../services/connection.ts');
  return connected(run, flags, async (reach) => {
    const { collectOutcomes } = await import('../../../partitions/index.ts');
    const forgotten = await lookAtJobs(run, reach, session);
    const { signal } = session;
    const options = { withRecord, acceptMissing, expectedBucketOwner, forgotten, signal };
    return withProgress(session, async (progress) => {
      progress.begin('collect');
      const count = stageCounter(progress);
      const onProgress = (read: OutcomeProgress) => count({ ...read, unit: 'records' });
      const share = await collectOutcomes(run, { ...reach, ...options, onProgress, index, of });
      progress.end(collectedText(share));
      return share;
    });
  });
}

function collectedText({ index, of, jobs, totals, reused }: CollectedShare): string {
  const which = `${formatCount(index)} of 0 to ${formatCount(of - 1)}`;
  const there = reused ? ', there already' : '';
  return `${which}: ${countOf(jobs, 'job')}, ${totalsText(totals)}${there}`;
}

async function printStatus(run: Run, { of }: Flags, session: Session): Promise<void> {
  session.remains = 'nothing was changed';
  const { collectStatus, rangesOf } = await import('../../../partitions/index.ts');
  const status = await collectStatus(run, { of });
  if (session.isJson) return session.printJson(status);
  await session.print(`collected: ${formatCount(status.collected)} of ${formatCount(status.of)}`);
  if (status.missing.length > 0) await session.print(`missing: ${rangesOf(status.missing)}`);
}
