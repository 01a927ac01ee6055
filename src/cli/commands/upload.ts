import type { Command } from 'commander';
import { countOf, formatSize } from '../../core/index.ts';
import type { UploadProgress } from '../../upload/index.ts';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../flags/flags.ts';
import { addUploadFlags, type UploadFlags } from '../flags/job-flags.ts';
import { requireArguments, requireFlags } from '../flags/required-flags.ts';
import { withProgress } from '../progress/make-progress.ts';
import { stageCounter } from '../progress/stage-counter.ts';
import { requireAwsRegion } from '../services/require-region.ts';
import type { Session } from '../session/session.ts';
import { wholeNumber } from '../session/usage-error.ts';
import { type CleanFlags, clean } from './clean-uploads.ts';

type Flags = UploadFlags &
  AwsFlags &
  CommonFlags &
  CleanFlags & { readonly replace?: boolean | undefined };

const CLEAN_RULES: readonly FlagRule[] = [
  {
    flags: ['--older-than', '--dry-run'],
    onlyWith: ['--clean'],
    because: 'an upload of a dataset has nothing to do with it',
  },
  {
    flags: ['--replace', '--sse', '--sse-kms-key-id', '--sign-payload'],
    notWith: ['--clean'],
    because: 'nothing is uploaded then',
  },
];

/** Declares `upload`: shards → S3 objects. */
export function declareUpload(program: Command, session: Session): void {
  const command = program
    .command('upload')
    .summary('copy a dataset to S3, verified')
    .description(
      'Copies a dataset to a prefix of its own in S3. Run it again to go on where it stopped.',
    )
    .argument('[dataset]', 'folder of the dataset; with --clean only its own left-overs')
    .optionsGroup('Target:')
    .option('--to <s3 uri>', 'prefix below which the dataset gets its own')
    .option('--replace', 'write over objects that hold something else');
  requireFlags(command, { oneOf: ['--to'] });
  requireArguments(command, { unless: '--clean' });
  addFlagRules(command, ...CLEAN_RULES);
  addUploadFlags(command);
  command
    .optionsGroup('Left-overs:')
    .option('--clean', 'upload nothing; remove unfinished uploads of killed processes below --to')
    .option(
      '--older-than <hours>',
      'only those without a new part for so long; default: 24',
      wholeNumber(0),
    )
    .option('--dry-run', 'remove nothing; print what would be removed');
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch upload movies --to s3://my-bucket/batch/',
    'bedrock-batch upload movies --to s3://my-bucket/batch/ \\\n  --sse aws:kms --sse-kms-key-id alias/batch',
    'bedrock-batch upload --clean --to s3://my-bucket/batch/ --dry-run',
  );
  command.action((dataset: string | undefined, flags: Flags) =>
    flags.clean === true || dataset === undefined
      ? clean(dataset, flags, session)
      : upload(dataset, flags, session),
  );
}

async function upload(dataset: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'shards that are whole in S3 stay; run the same command again to go on';
  await requireAwsRegion(flags, session);
  const { uploadDataset } = await import('../../upload/index.ts');
  const { to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, replace } = flags;
  const uploaded = await withProgress(session, async (progress) => {
    progress.begin('upload');
    const count = stageCounter(progress);
    const done = await uploadDataset(dataset, {
      ...awsOptions(flags),
      ...{ to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, replace },
      signal: session.signal,
      onProgress: ({ bytesSent, bytesTotal, ...shards }) =>
        count({ done: bytesSent, total: bytesTotal, unit: 'bytes', detail: shardsText(shards) }),
    });
    progress.end(`${countOf(done.shards.length, 'shard')}, ${formatSize(done.bytesSent)} sent`);
    return done;
  });
  const { uri, shards, bytesSent } = uploaded;
  if (session.isJson) await session.printJson({ uri, bytesSent, shards });
  else await session.print(uri);
}

function shardsText({
  shardsDone,
  shardsTotal,
}: Pick<UploadProgress, 'shardsDone' | 'shardsTotal'>): string {
  return `${shardsDone} of ${countOf(shardsTotal, 'shard')}`;
}
