import type { Command } from 'commander';
import type { BuiltDataset } from '../../builders/index.ts';
import { countOf, formatSize } from '../../core/index.ts';
import type { EstimateOptions } from '../../pricing/index.ts';
import { addBuildFlags, type BuildFlags, buildOptions } from '../flags/build-flags.ts';
import { ADDRESS_IN_S3, isS3Argument, OUT_IN_S3 } from '../flags/dataset-argument.ts';
import { addFlagRules } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../flags/flags.ts';
import { addUploadFlags, type UploadFlags } from '../flags/job-flags.ts';
import { openRows, SOURCES_HELP } from '../flags/source-flags.ts';
import { withProgress } from '../progress/make-progress.ts';
import { stageCounter } from '../progress/stage-counter.ts';
import { regionInForce } from '../services/require-region.ts';
import { sayAside } from '../session/say-aside.ts';
import { sayReport } from '../session/say-report.ts';
import type { Session } from '../session/session.ts';
import { datasetJson } from '../texts/dataset-json.ts';
import { repeatsLines } from '../texts/repeats-text.ts';
import { addCountFlags, type CountFlags, countingOptions } from './estimate/count-flags.ts';
import { estimateLine } from './estimate/estimate-line.ts';
import { addPriceFlags, type PriceFlags } from './estimate/price-flags.ts';

/** Declares `build`: rows → dataset. */
export function declareBuild(program: Command, session: Session): void {
  const command = program
    .command('build')
    .summary('make a dataset of rows')
    .description(
      'Makes a dataset of rows: validated JSONL files within every quota, and their manifest.',
    )
    .argument('<sources...>', `${SOURCES_HELP}; - is stdin`);
  addBuildFlags(command);
  addCountFlags(addPriceFlags(command.optionsGroup('Price:')));
  const before = command.options.length;
  addUploadFlags(command.optionsGroup('Into S3:'));
  const ofWriting = command.options.slice(before).map(({ long }) => long ?? '');
  addAwsFlags(
    command,
    'region of the jobs, to compare with the prefix of an inference profile, and of what is in S3',
  );
  addFlagRules(
    command,
    {
      flags: ['--profile', '--endpoint-url'],
      onlyWith: [ADDRESS_IN_S3, OUT_IN_S3, '--exact'],
      because: 'of AWS only sources in S3 are read, and datasets written there',
    },
    {
      flags: ofWriting,
      onlyWith: [OUT_IN_S3],
      because: 'it says how objects are written',
    },
  );
  addCommonFlags(command);
  addExamples(
    command,
    "bedrock-batch build movies.csv --out movies \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    "bedrock-batch build s3://my-bucket/films/ --out films \\\n  --model amazon.nova-lite-v1:0 --prompt 'Which genre is {{title}}?'",
    "bedrock-batch build movies.csv --out s3://my-bucket/batch/movies/ \\\n  --model amazon.nova-lite-v1:0 --prompt 'Which genre is {{title}}?'",
    'bedrock-batch build rows.json --pick data.items --map ./map.ts \\\n  --model amazon.nova-lite-v1:0 --out items',
  );
  command.action((sources: string[], flags: Flags) => build(sources, flags, session));
}

type Flags = BuildFlags &
  Omit<UploadFlags, 'to'> &
  PriceFlags &
  CountFlags &
  CommonFlags &
  AwsFlags;

async function build(sources: readonly string[], flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was written';
  const { buildDataset } = await import('../../builders/index.ts');
  const { sse, sseKmsKeyId, expectedBucketOwner, signPayload } = flags;
  const options = {
    ...(await buildOptions(flags, session)),
    ...awsOptions(flags),
    ...{ sse, sseKmsKeyId, expectedBucketOwner, signPayload },
    region: await regionInForce(flags),
  };
  const counting = await countingOptions(flags, flags, session);
  const rows = await openRows(sources, flags, session);
  const dataset = await withProgress(session, async (progress) => {
    progress.begin('build');
    const count = stageCounter(progress);
    const built = await buildDataset(rows, {
      ...options,
      onProgress: ({ records, bytes }) =>
        count({ done: records, unit: 'records', detail: formatSize(bytes) }),
    });
    progress.end(builtText(built));
    return built;
  });
  session.closeAtEnd(dataset.home);
  if (dataset.report !== undefined) await sayReport(dataset.report, session);
  for (const line of repeatsLines(dataset.manifest)) session.say(line);
  sayAside(dataset, session);
  const { priceIn, priceOut } = flags;
  const priced = { ...counting, priceIn, priceOut, region: options.region };
  const estimate = await estimateOf(dataset, priced, session);
  const place = isS3Argument(flags.out) ? dataset.folder : flags.out;
  if (session.isJson) await session.printJson({ ...datasetJson(dataset, place), estimate });
  else await session.print(place);
}

async function estimateOf(dataset: BuiltDataset, priced: EstimateOptions, session: Session) {
  const { estimateDataset } = await import('../../pricing/index.ts');
  const estimate = await estimateDataset(dataset, { ...priced, signal: session.signal });
  session.say(estimateLine(estimate));
  return estimate;
}

function builtText({ manifest, reused }: BuiltDataset): string {
  const shards = manifest.jobs.reduce((sum, job) => sum + job.shards.length, 0);
  const sizes = [
    countOf(manifest.records, 'record'),
    formatSize(manifest.bytes),
    countOf(shards, 'shard'),
    countOf(manifest.jobs.length, 'job'),
  ];
  const padding = manifest.padding.length;
  if (padding > 0) sizes.push(`${countOf(padding, 'record')} of padding`);
  return `${sizes.join(', ')}${reused ? ', there already' : ''}`;
}
