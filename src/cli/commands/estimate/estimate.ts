import type { Command } from 'commander';
import type { Estimate, EstimateOptions } from '../../../pricing/index.ts';
import {
  addUnkeptFlags,
  type BuildFlags,
  buildOptions,
  RECORD_SOURCES,
} from '../../flags/build-flags.ts';
import { ADDRESS_IN_S3 } from '../../flags/dataset-argument.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  type AwsOptions,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../../flags/flags.ts';
import { openRows } from '../../flags/source-flags.ts';
import { openNamed } from '../../services/open-dataset.ts';
import { regionInForce } from '../../services/require-region.ts';
import { sayReport } from '../../session/say-report.ts';
import type { Session } from '../../session/session.ts';
import { UsageError } from '../../session/usage-error.ts';
import { addCountFlags, type CountFlags, countingOptions } from './count-flags.ts';
import { estimateLines } from './estimate-text.ts';
import { addPriceFlags, type PriceFlags } from './price-flags.ts';

interface Flags extends Omit<BuildFlags, 'model' | 'out'>, PriceFlags, CountFlags, CommonFlags {
  readonly model?: string | undefined;
  readonly all?: boolean | undefined;
}

/** Declares `estimate`: a dataset, files of records, or rows → what they cost. */
export function declareEstimate(program: Command, session: Session): void {
  const command = program
    .command('estimate')
    .summary('say what records cost before they are paid for')
    .description(
      'Says what a dataset, files of records, or rows cost, before anything is paid: records, tokens, dollars.\n' +
        'Prices are dated, and tokens are estimated by characters, or counted with --exact and --tokenizer; nothing is asked of AWS but with --exact, and for what lies in S3.',
    )
    .argument(
      '<path...>',
      'a dataset, or JSONL files of records, also by S3 URI; with a prompt, --messages or --map the sources that build takes',
    );
  addPriceFlags(command.optionsGroup('Price:')).option(
    '--all',
    'read all lines; default: of more than 8 MiB, lines at equal distances, 8 MiB in all',
  );
  addCountFlags(command);
  addFlagRules(command, {
    flags: ['--endpoint-url'],
    onlyWith: ['--exact', ADDRESS_IN_S3],
    because: 'nothing is asked of AWS without them',
  });
  addAwsFlags(command, 'region of the jobs; default: that of the environment, or any');
  const before = command.options.length;
  addUnkeptFlags(command);
  const added = command.options.slice(before).map(({ long }) => long ?? '');
  addFlagRules(command, {
    flags: added.filter((flag) => !OF_ANY.includes(flag)),
    onlyWith: RECORD_SOURCES,
    because: 'it is for rows that become records',
  });
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch estimate movies --region us-east-1',
    "bedrock-batch estimate movies.csv --model amazon.nova-lite-v1:0 \\\n  --prompt 'Which genre is {{title}}?' --max-tokens 50",
    'bedrock-batch estimate records.jsonl --model amazon.nova-lite-v1:0 --json',
    'bedrock-batch estimate movies --price-in 0.5 --price-out 2.5',
    'bedrock-batch estimate movies --exact --region us-east-1',
    'bedrock-batch estimate s3://my-bucket/batch/movies-0123456789ab/',
    'bedrock-batch estimate movies --model openai.gpt-oss-20b-1:0 --tokenizer',
  );
  command.action((paths: readonly string[], flags: Flags) => estimate(paths, flags, session));
}

/** Flags of build that say something of records too. */
const OF_ANY: readonly string[] = [
  ...['--model', '--base-model', '--invocation-type', ...RECORD_SOURCES],
];

async function estimate(paths: readonly string[], flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { priceIn, priceOut, all } = flags;
  const { signal } = session;
  const region = await regionInForce(flags);
  const options = { region, priceIn, priceOut, all, signal };
  const { prompt, promptFile, messages, map } = flags;
  const isRows = [prompt, promptFile, messages, map].some((source) => source !== undefined);
  const found = isRows
    ? await estimateRows(paths, { ...flags, model: modelOf(flags) }, options, session)
    : await estimateRecords(paths, flags, options, session);
  if (session.isJson) return session.printJson(found);
  await session.tell(estimateLines(found).join('\n'));
  const { encodingOf } = await import('../../../pricing/index.ts');
  const encoding = found.counted > 0 ? undefined : encodingOf(found.model, flags.baseModel);
  if (encoding !== undefined) session.say(tokenizerHint(encoding));
}

function tokenizerHint(encoding: string): string {
  return `The tokenizer of the model, ${encoding}, is public: --tokenizer counts by it`;
}

/** Builds the dataset, so that ids, repeats, padding and what is set aside are those of build, and keeps nothing of it. */
async function estimateRows(
  paths: readonly string[],
  flags: Flags & { readonly model: string },
  options: EstimateOptions,
  session: Session,
): Promise<Estimate> {
  const { estimateDataset } = await import('../../../pricing/index.ts');
  const { buildDataset } = await import('../../../builders/index.ts');
  const { withWorkFolder } = await import('../../../io/index.ts');
  const rows = await openRows(paths, flags, session);
  const counting = await countingOptions(flags, flags, session);
  return withWorkFolder(async (out) => {
    const building = await buildOptions({ ...flags, out }, session);
    const dataset = await buildDataset(rows, { ...building, region: options.region });
    if (dataset.report !== undefined) await sayReport(dataset.report, session);
    return estimateDataset(dataset, { ...options, ...counting });
  });
}

/** A folder or a prefix is a dataset, anything else a file. */
async function estimateRecords(
  paths: readonly string[],
  flags: Flags,
  options: EstimateOptions,
  session: Session,
): Promise<Estimate> {
  const { estimateDataset, estimateFiles } = await import('../../../pricing/index.ts');
  const { model, baseModel, invocationType } = flags;
  const [first = ''] = paths;
  const s3 = awsOptions(flags);
  const isFolder = await Promise.all(paths.map((path) => standsForMany(path, s3)));
  if (isFolder.includes(true)) {
    if (paths.length > 1) throw oneDataset();
    const { home, manifest } = await openNamed(first, flags, session);
    const own = { ...manifest, ...(model === undefined ? {} : { model, baseModel }) };
    const counting = await countingOptions(flags, own, session);
    return estimateDataset({ home, manifest: own }, { ...options, ...counting });
  }
  const of = { model: modelOf(flags), baseModel, invocationType };
  return estimateFiles(paths, {
    ...{ ...options, ...of, s3 },
    ...(await countingOptions(flags, of, session)),
  });
}

async function standsForMany(path: string, s3: AwsOptions): Promise<boolean> {
  const { isS3Address, objectsAt, pathKind } = await import('../../../io/index.ts');
  if (!isS3Address(path)) return (await pathKind(path)) === 'folder';
  const [found] = path.endsWith('/') ? [] : await objectsAt(path, s3);
  return found !== path;
}

function oneDataset(): UsageError {
  return new UsageError('Several paths were given, and one of them is a folder or a prefix', {
    hint: 'Name one dataset, or files of records; of rows also say how they become records, such as with --prompt',
  });
}

function modelOf({ model }: Flags): string {
  if (model !== undefined) return model;
  throw new UsageError('Records and rows do not say their model, and prices belong to a model', {
    hint: 'Name it with --model',
  });
}
