import type { Command } from 'commander';
import { formatCount, quote } from '../../core/index.ts';
import type {
  LiveQuotas,
  QuotaInForce,
  QuotaOverrides,
  QuotasInForce,
} from '../../quotas/index.ts';
import type { UsedQuota, UsedQuotas } from '../../validators/index.ts';
import { baseModelRule } from '../flags/base-model-rule.ts';
import { addFlagRules } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  awsOptions,
  type CommonFlags,
  type ModelFlags,
  type RuleFlags,
} from '../flags/flags.ts';
import { readQuotas } from '../flags/read-quotas.ts';
import type { Session } from '../session/session.ts';
import { UsageError } from '../session/usage-error.ts';
import { formatTable } from '../terminal/table.ts';
import { reasonLines } from '../texts/quota-text.ts';

interface Flags
  extends CommonFlags,
    AwsFlags,
    Pick<ModelFlags, 'model' | 'baseModel'>,
    Pick<RuleFlags, 'quota'> {
  readonly live?: boolean | undefined;
}

/** Declares `quotas`. */
export function declareQuotas(program: Command, session: Session): void {
  const command = program
    .command('quotas')
    .summary('show the quotas in force for a model')
    .description(
      'Shows the quotas in force for a model, how well each is known, and what speaks against it.',
    )
    .option(
      '--model <id>',
      'model id, inference-profile id or ARN; default: a model that is not known',
    )
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .option('--live', 'ask Service Quotas what the account has; the rest comes from the table');
  addQuotaFlag(command);
  addAwsFlags(command);
  addFlagRules(
    command,
    {
      flags: ['--region', '--profile', '--endpoint-url'],
      onlyWith: ['--live'],
      because: 'the table is the same everywhere, and nothing is asked of AWS',
    },
    {
      flags: ['--base-model'],
      onlyWith: ['--model'],
      because: 'it says what is behind the id of a model',
      hint: 'Give the foundation model itself as --model',
    },
    baseModelRule,
  );
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch quotas --model amazon.nova-pro-v1:0',
    'bedrock-batch quotas --model amazon.nova-pro-v1:0 --live --region us-east-1',
  );
  command.action((flags: Flags) => quotas(flags, session));
}

async function quotas(flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'nothing was changed';
  const { model, baseModel } = flags;
  if (flags.live === true && model === undefined) throw liveNeedsModel();
  const known = model === undefined ? undefined : await knownModel(model, baseModel);
  const given = await readQuotas(flags.quota);
  const live = flags.live === true ? await readLive(known, flags, session) : undefined;
  const inForce = await quotasInForce(known, { ...live?.overrides, ...given });
  if (live === undefined) await showTable(inForce, { model, ...known }, session);
  else await showLive({ inForce, ...liveView(live, given) }, { model, ...known }, session);
  if (model !== undefined && known?.foundationModel === undefined) {
    session.say(
      `\nNothing is known of ${quote(model, 200)}: these are the careful values for any model`,
    );
  }
}

interface Known {
  readonly foundationModel: string | undefined;
  readonly custom: boolean;
}

async function knownModel(model: string, baseModel: string | undefined): Promise<Known> {
  const { resolveModel } = await import('../../models/index.ts');
  const resolution = resolveModel(model, { baseModel });
  const foundationModel = 'foundationModel' in resolution ? resolution.foundationModel : undefined;
  return { foundationModel, custom: 'custom' in resolution && resolution.custom };
}

async function quotasInForce(
  known: Known | undefined,
  overrides: QuotaOverrides,
): Promise<QuotasInForce> {
  const { quotasFor } = await import('../../quotas/index.ts');
  return quotasFor(known?.foundationModel, overrides, { custom: known?.custom ?? false });
}

async function readLive(
  known: Known | undefined,
  flags: Flags,
  { signal }: Session,
): Promise<LiveQuotas> {
  const { readLiveQuotas } = await import('../../quotas/index.ts');
  const { foundationModel, custom } = known ?? {};
  return readLiveQuotas(foundationModel, { ...awsOptions(flags), custom, signal });
}

type Subject = { readonly model: string | undefined } & Partial<Known>;

async function showTable(
  inForce: QuotasInForce,
  subject: Subject,
  session: Session,
): Promise<void> {
  if (session.isJson) return session.printJson({ ...subject, ...inForce });
  const heads = ['QUOTA', 'VALUE', 'UNIT', 'ADJUSTABLE', 'KNOWN', 'READ ON', 'CODE'];
  const cells = inForce.rows.map((quota) => [
    ...valueCells(quota),
    ...(quota.overridden ? ['yours', ''] : [quota.row.confidence, quota.row.readOn]),
    quota.row.code,
  ]);
  const fromTable = inForce.rows.filter(({ overridden }) => !overridden);
  await session.print(formatTable(heads, cells, session.widthOf('stdout')));
  await session.tell(['', ...doubtsOf(fromTable)].join('\n'));
}

interface LiveView extends UsedQuotas {
  readonly inForce: QuotasInForce;
}

async function showLive(
  { inForce, region, rows }: LiveView,
  subject: Subject,
  session: Session,
): Promise<void> {
  if (session.isJson) {
    return session.printJson({ ...subject, region, quotas: inForce.quotas, rows });
  }
  const heads = ['QUOTA', 'VALUE', 'UNIT', 'ADJUSTABLE', 'FROM', 'READ ON', 'CODE'];
  const cells = inForce.rows.map((quota, index) => {
    const { origin, readOn, code } = rows[index] ?? {};
    return [...valueCells(quota), origin === 'given' ? 'yours' : origin, readOn, code];
  });
  const fromTable = inForce.rows.filter((_, index) => rows[index]?.origin === 'table');
  const notes = [...reasonLines(rows), ...doubtsOf(fromTable)];
  await session.print(formatTable(heads, cells, session.widthOf('stdout')));
  await session.tell(['', ...notes].join('\n'));
}

/** What Service Quotas gave, with the caller's own values over it. */
function liveView(live: LiveQuotas, given: QuotaOverrides = {}): UsedQuotas {
  const rows = live.rows.map((row): UsedQuota => {
    const { quota, option } = row;
    const value = given[quota];
    return value === undefined ? row : { quota, option, value, origin: 'given' };
  });
  return { region: live.region, rows };
}

function valueCells({ option, value, row }: QuotaInForce): readonly string[] {
  return [option, formatCount(value), row.unit, row.adjustable ? 'yes' : 'no'];
}

function doubtsOf(rows: readonly QuotaInForce[]): readonly string[] {
  return rows.flatMap(({ option, row }) =>
    row.doubt === undefined ? [] : [`${option}: ${row.doubt}`],
  );
}

function liveNeedsModel(): UsageError {
  return new UsageError('Quotas belong to a model, and none is named', {
    hint: 'Name it with --model',
  });
}
