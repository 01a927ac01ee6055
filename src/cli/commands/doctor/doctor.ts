import type { Command } from 'commander';
import type { CheckSetupOptions, SetupReport } from '../../../setup/index.ts';
import { baseModelRule } from '../../flags/base-model-rule.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAsOfFlag,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
  type ModelFlags,
  type RuleFlags,
} from '../../flags/flags.ts';
import { addPlaceFlags, jobPlace, type PlaceFlags } from '../../services/job-place.ts';
import { requireAwsRegion } from '../../services/require-region.ts';
import { exitCodes } from '../../session/exit-code.ts';
import type { Session } from '../../session/session.ts';
import { doctorLines } from './doctor-text.ts';

interface Flags
  extends Pick<ModelFlags, 'model' | 'baseModel'>,
    Pick<RuleFlags, 'asOf'>,
    PlaceFlags,
    AwsFlags,
    CommonFlags {
  readonly roleArn?: string | undefined;
  readonly local?: boolean | undefined;
}

/** Declares `doctor`: a look at what AWS needs, before anything is paid. */
export function declareDoctor(program: Command, session: Session): void {
  const command = program
    .command('doctor')
    .summary('look whether AWS is set up for jobs')
    .description(
      'Looks at account, model, buckets, role, permissions, quotas and jobs before anything is paid, and says what to do.\n' +
        'Each look is by itself. What only trying tells is "unknown", which is neither ok nor wrong. Nothing is changed.',
    )
    .argument('[dataset]', 'folder of a dataset: its model and prefixes are looked at')
    .option('--local', 'look at the embedded emulator, to see what a look says')
    .optionsGroup('Job:')
    .option('--role-arn <arn>', 'service role that Bedrock assumes');
  addAsOfFlag(addPlaceFlags(command));
  addAwsFlags(command);
  addFlagRules(
    command,
    baseModelRule,
    {
      flags: ['--region', '--profile', '--endpoint-url'],
      notWith: ['--local'],
      because: 'only the embedded emulator is asked',
    },
    {
      flags: [
        ...['--output-uri', '--input-bucket-owner', '--output-bucket-owner'],
        ...['--input-kms-key', '--output-kms-key'],
      ],
      onlyWith: ['--to'],
      because: 'without it no bucket is looked at',
    },
  );
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch doctor --to s3://my-bucket/batch/ --region us-east-1 \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --role-arn arn:aws:iam::123456789012:role/Batch',
    'bedrock-batch doctor --local --model amazon.nova-lite-v1:0',
  );
  command.action((dataset: string | undefined, flags: Flags) => doctor(dataset, flags, session));
}

async function doctor(dataset: string | undefined, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const report =
    flags.local === true
      ? await locally(dataset, flags, session)
      : await atAws(dataset, flags, session);
  session.exitCode = exitCodeOf(report);
  if (session.isJson) return session.printJson(report);
  await session.tell(doctorLines(report).join('\n'));
}

/** Something wrong is the user's to change; a call that failed may pass. */
function exitCodeOf({ checks }: SetupReport): number {
  if (checks.some(({ status }) => status === 'wrong')) return exitCodes.diagnostics;
  return checks.some(({ isRetryable }) => isRetryable) ? exitCodes.world : exitCodes.done;
}

async function atAws(
  dataset: string | undefined,
  flags: Flags,
  session: Session,
): Promise<SetupReport> {
  const region = await requireAwsRegion(flags, session);
  const { checkSetup } = await import('../../../setup/index.ts');
  const options = await lookOptions(dataset, flags, session);
  return checkSetup({ ...awsOptions(flags), ...options, region, signal: session.signal });
}

async function locally(
  dataset: string | undefined,
  flags: Flags,
  session: Session,
): Promise<SetupReport> {
  const { withLocalSetup } = await import('./local-setup.ts');
  const { LOCAL_DEFAULTS } = await import('../../services/local-run.ts');
  const { to = LOCAL_DEFAULTS.to, roleArn = LOCAL_DEFAULTS.roleArn } = flags;
  const options = await lookOptions(dataset, { ...flags, to, roleArn }, session);
  return withLocalSetup(options, session.signal);
}

/** What is looked at: of a dataset its model and prefixes, else what flags name. */
async function lookOptions(
  dataset: string | undefined,
  flags: Flags,
  session: Session,
): Promise<CheckSetupOptions> {
  const { to, model, baseModel, outputUri, roleArn, asOf } = flags;
  const { inputBucketOwner, outputBucketOwner, inputKmsKey, outputKmsKey } = flags;
  const owned = { inputBucketOwner, outputBucketOwner, inputKmsKey, outputKmsKey };
  const given = { roleArn, asOf, ...owned };
  if (dataset === undefined) {
    if (to !== undefined) (await import('../../../io/index.ts')).requireS3Folder(to, 'to');
    return { ...given, model, baseModel, inputUri: to, outputUri: outputUri ?? to };
  }
  if (to !== undefined)
    return { ...given, ...(await jobPlace(dataset, { ...flags, to }, session)) };
  const { openNamed } = await import('../../services/open-dataset.ts');
  const { manifest } = await openNamed(dataset, flags, session);
  return { ...given, model: model ?? manifest.model, baseModel: baseModel ?? manifest.baseModel };
}
