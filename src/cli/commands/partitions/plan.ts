import type { Command } from 'commander';
import { countOf, formatSize } from '../../../core/index.ts';
import type { PartitionOptions, PlannedPartitions } from '../../../partitions/index.ts';
import { type BuildFlags, buildOptions } from '../../flags/build-flags.ts';
import { ADDRESS_IN_S3, OUT_IN_S3 } from '../../flags/dataset-argument.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../../flags/flags.ts';
import { requireFlags } from '../../flags/required-flags.ts';
import { SOURCES_HELP } from '../../flags/source-flags.ts';
import { withProgress } from '../../progress/make-progress.ts';
import { stageCounter } from '../../progress/stage-counter.ts';
import { regionInForce } from '../../services/require-region.ts';
import type { Session } from '../../session/session.ts';
import { UsageError, wholeNumber } from '../../session/usage-error.ts';
import { addPlanFlags } from './plan-flags.ts';
import { cleanPlan, printStatus } from './plan-status.ts';

type Flags = BuildFlags &
  CommonFlags &
  AwsFlags & {
    readonly partitions: number;
    readonly status?: boolean | undefined;
    readonly clean?: boolean | undefined;
  };

const noSources = async (args: readonly string[]): Promise<boolean> => args.length === 0;

/** Declares `plan`: a source → partitions that many machines build. */
export function declarePlan(program: Command, session: Session): void {
  const command = program
    .command('plan')
    .summary('cut a source into partitions for many machines')
    .description(
      'Cuts a source into partitions that many machines build, and writes down how: partition --index builds one, seal makes the dataset.',
    )
    .argument('[sources...]', SOURCES_HELP)
    .optionsGroup('Partitions:')
    .option('--partitions <number>', 'how many', wholeNumber(1))
    .option('--out <place>', 'folder that all machines share, or S3 URI; it becomes the dataset')
    .option('--status', 'tell which partitions are built; takes no source')
    .option('--clean', 'remove the plan and what was built of it; takes no source');
  requireFlags(command, { oneOf: ['--out'] }, { oneOf: ['--partitions'], notFor: noSources });
  addAwsFlags(
    addPlanFlags(command, noSources),
    'region of the jobs, to compare with the prefix of an inference profile, and of S3',
  );
  addFlagRules(
    command,
    {
      flags: ['--status'],
      notWith: ['--clean'],
      because: 'nothing is left then to tell of',
    },
    {
      flags: ['--profile', '--endpoint-url'],
      onlyWith: [ADDRESS_IN_S3, OUT_IN_S3],
      because: 'of AWS only S3 is asked',
    },
  );
  addCommonFlags(command);
  addExamples(
    command,
    "bedrock-batch plan films.csv --partitions 10 --out /shared/films \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    "bedrock-batch plan s3://my-bucket/films/ --partitions 10 \\\n  --out s3://my-bucket/batch/films \\\n  --model amazon.nova-lite-v1:0 --prompt 'Which genre is {{title}}?'",
    'bedrock-batch plan --status --out /shared/films',
    'bedrock-batch plan --clean --out /shared/films',
  );
  command.action((sources: string[], flags: Flags) => run(sources, flags, session));
}

async function run(sources: readonly string[], flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  const isOther = flags.status === true || flags.clean === true;
  if (isOther && sources.length > 0)
    throw new UsageError(`--${flags.clean === true ? 'clean' : 'status'} takes no source`, {
      hint: 'Leave out the source: --out names the plan',
    });
  if (flags.status === true) return printStatus(flags.out, flags, session);
  if (flags.clean === true) return cleanPlan(flags.out, flags, session);
  if (sources.length === 0)
    throw new UsageError('plan needs a source', {
      hint: 'Name files, folders or patterns; or give --status or --clean for a plan that is there',
    });
  if (sources.includes('-'))
    throw new UsageError('stdin cannot be cut into partitions', {
      hint: 'Save it into a file that all machines can read, and give that',
    });
  await plan(sources, flags, session);
}

async function plan(sources: readonly string[], flags: Flags, session: Session): Promise<void> {
  session.remains = 'nothing was written';
  const { planPartitions } = await import('../../../partitions/index.ts');
  const { partitions, out, map, schema: schemaFile, rowSchema: rowSchemaFile } = flags;
  const options: PartitionOptions = {
    ...withoutFunctions(await buildOptions(flags, session)),
    ...{ map, schemaFile, rowSchemaFile },
    asOf: flags.asOf,
    region: await regionInForce(flags),
  };
  const planned = await withProgress(session, async (progress) => {
    progress.begin('plan');
    const count = stageCounter(progress);
    const made = await planPartitions(sources, {
      ...options,
      ...{ partitions, out, objects: awsOptions(flags) },
      signal: session.signal,
      onProgress: (bytes) => count({ done: bytes, unit: 'bytes', detail: 'read' }),
    });
    progress.end(planText(made));
    return made;
  });
  if (session.isJson) await session.printJson(planJson(planned, out));
  else await session.print(out);
}

/** What a plan keeps instead is the path of their module. */
function withoutFunctions({
  record: _record,
  recordKey: _recordKey,
  schema: _schema,
  schemaKey: _schemaKey,
  rowSchema: _rowSchema,
  rowSchemaKey: _rowSchemaKey,
  ...options
}: Awaited<ReturnType<typeof buildOptions>>) {
  const { out: _out, replace: _replace, signal: _signal, ...planned } = options;
  return planned;
}

function planText({ plan, reused }: PlannedPartitions): string {
  if (plan === undefined) return 'sealed already';
  const { rows, bytes, partitions } = plan;
  const sizes = [countOf(rows, 'row'), formatSize(bytes), countOf(partitions.length, 'partition')];
  return `${sizes.join(', ')}${reused ? ', there already' : ''}`;
}

function planJson({ plan, reused }: PlannedPartitions, folder: string): object {
  const partitions = plan?.partitions.map(({ rows, bytes }, index) => ({ index, rows, bytes }));
  const { rows, bytes } = plan ?? {};
  return { folder, sealed: plan === undefined, reused, rows, bytes, partitions };
}
