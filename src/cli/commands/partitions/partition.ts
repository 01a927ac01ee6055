import type { Command } from 'commander';
import { countOf, formatCount, formatSize } from '../../../core/index.ts';
import type { BuiltPartition } from '../../../partitions/index.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addDiagnosticsFlag,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../../flags/flags.ts';
import { withProgress } from '../../progress/make-progress.ts';
import { stageCounter } from '../../progress/stage-counter.ts';
import { sayReport } from '../../session/say-report.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';
import { INDEX_HELP, taskIndex } from './partition-index.ts';

type Flags = CommonFlags & AwsFlags & { readonly index?: number | undefined };

/** Declares `partition`: one partition of a plan → its records. */
export function declarePartition(program: Command, session: Session): void {
  const command = program
    .command('partition')
    .summary('build one partition of a plan')
    .description(
      'Builds and validates one partition of a plan. It may be killed and run again, on any machine.',
    )
    .argument('<plan>', 'folder or S3 URI that plan was given with --out')
    .option('--index <number>', INDEX_HELP, wholeNumber(0));
  addDiagnosticsFlag(command, '5, but 3 of each code');
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch partition /shared/films --index 3',
    'bedrock-batch partition s3://my-bucket/batch/films --index 3',
    'sbatch --array=0-9 --wrap "bedrock-batch partition /shared/films"',
  );
  command.action((folder: string, flags: Flags) => partition(folder, flags, session));
}

async function partition(folder: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing of the partition was written';
  const index = taskIndex(flags.index, session.streams.env);
  const { buildPartition } = await import('../../../partitions/index.ts');
  const built = await withProgress(session, async (progress) => {
    progress.begin('partition');
    const count = stageCounter(progress);
    const done = await buildPartition(folder, {
      index,
      objects: awsOptions(flags),
      signal: session.signal,
      onProgress: ({ records, bytes }) =>
        count({ done: records, unit: 'records', detail: formatSize(bytes) }),
    });
    progress.end(builtText(done));
    return done;
  });
  const { report, ...sizes } = built;
  if (report !== undefined) await sayReport(report, session);
  if (session.isJson) await session.printJson(sizes);
}

function builtText({
  index,
  of,
  records,
  bytes,
  rejected,
  reused,
  sealed,
}: BuiltPartition): string {
  if (sealed) return 'sealed already';
  const which = `${formatCount(index)} of 0 to ${formatCount((of ?? 1) - 1)}`;
  const sizes = [`${which}: ${countOf(records, 'record')}`, formatSize(bytes)];
  if (rejected > 0) sizes.push(`${countOf(rejected, 'row')} set aside`);
  return `${sizes.join(', ')}${reused ? ', there already' : ''}`;
}
