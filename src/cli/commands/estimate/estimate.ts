import type { Command } from 'commander';
import type { Estimate, EstimateOptions } from '../../../pricing/index.ts';
import { baseModelRule } from '../../flags/base-model-rule.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import {
  addCommonFlags,
  addExamples,
  type CommonFlags,
  invocationTypeOption,
  type ModelFlags,
} from '../../flags/flags.ts';
import { regionInForce } from '../../services/require-region.ts';
import type { Session } from '../../session/session.ts';
import { UsageError } from '../../session/usage-error.ts';
import { estimateLines } from './estimate-text.ts';
import { addPriceFlags, type PriceFlags } from './price-flags.ts';

interface Flags extends ModelFlags, PriceFlags, CommonFlags {
  readonly region?: string | undefined;
  readonly all?: boolean | undefined;
}

/** Declares `estimate`: a dataset, or files of records → what they cost. */
export function declareEstimate(program: Command, session: Session): void {
  const command = program
    .command('estimate')
    .summary('say what records cost before they are paid for')
    .description(
      'Says what a dataset or files of records cost, before anything is paid: records, tokens, dollars.\n' +
        'Nothing is asked of AWS: prices are dated, and tokens are estimated by characters.',
    )
    .argument('<path...>', 'a dataset, or JSONL files of records')
    .optionsGroup('Model:')
    .option('--model <id>', 'model id, inference-profile id or ARN; default: that of the dataset')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .addOption(invocationTypeOption('--invocation-type'))
    .option('--region <name>', 'region of the jobs; default: that of the environment, or any');
  addPriceFlags(command.optionsGroup('Price:')).option(
    '--all',
    'read all lines; default: of more than 8 MiB, lines at equal distances, 8 MiB in all',
  );
  addFlagRules(command, baseModelRule);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch estimate movies --region us-east-1',
    'bedrock-batch estimate records.jsonl --model amazon.nova-lite-v1:0 --json',
    'bedrock-batch estimate movies --price-in 0.5 --price-out 2.5',
  );
  command.action((paths: readonly string[], flags: Flags) => estimate(paths, flags, session));
}

async function estimate(paths: readonly string[], flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { priceIn, priceOut, all } = flags;
  const { signal } = session;
  const region = await regionInForce(flags);
  const found = await estimateOf(paths, flags, { region, priceIn, priceOut, all, signal });
  if (session.isJson) return session.printJson(found);
  await session.tell(estimateLines(found).join('\n'));
}

/** A folder is a dataset, anything else a file. */
async function estimateOf(
  paths: readonly string[],
  flags: Flags,
  options: EstimateOptions,
): Promise<Estimate> {
  const { estimateDataset, estimateFiles } = await import('../../../pricing/index.ts');
  const { pathKind } = await import('../../../io/index.ts');
  const { model, baseModel, invocationType } = flags;
  const [first = ''] = paths;
  const kinds = await Promise.all(paths.map(pathKind));
  if (kinds.includes('folder')) {
    if (paths.length > 1) throw oneDataset();
    const { openDataset } = await import('../../../dataset/index.ts');
    const { folder, manifest } = await openDataset(first);
    const own = { ...manifest, ...(model === undefined ? {} : { model, baseModel }) };
    return estimateDataset({ folder, manifest: own }, options);
  }
  if (model === undefined) throw modelMissing();
  return estimateFiles(paths, { ...options, model, baseModel, invocationType });
}

function oneDataset(): UsageError {
  return new UsageError('Several paths were given, and one of them is a folder', {
    hint: 'Name one dataset, or files of records',
  });
}

function modelMissing(): UsageError {
  return new UsageError('Records in files do not say their model, and prices belong to a model', {
    hint: 'Name it with --model',
  });
}
