import type { Command } from 'commander';
import { formatCount } from '../../core/index.ts';
import type { QuotasInForce } from '../../quotas/index.ts';
import {
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  type CommonFlags,
  type ModelFlags,
  type RuleFlags,
} from '../flags.ts';
import { readQuotas } from '../read-quotas.ts';
import type { Session } from '../session.ts';
import { formatTable } from '../table.ts';

type Flags = CommonFlags & Pick<ModelFlags, 'model' | 'baseModel'> & Pick<RuleFlags, 'quota'>;

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
    .option('--base-model <id>', 'foundation model behind an id that does not say it');
  addQuotaFlag(command);
  addCommonFlags(command);
  addExamples(command, 'bedrock-batch quotas --model amazon.nova-pro-v1:0');
  command.action((flags: Flags) => quotas(flags, session));
}

async function quotas(
  { model, baseModel, quota, ...flags }: Flags,
  session: Session,
): Promise<void> {
  session.begin(flags);
  const { quotasFor } = await import('../../quotas/index.ts');
  const known = model === undefined ? undefined : await knownModel(model, baseModel);
  const inForce = quotasFor(known?.foundationModel, await readQuotas(quota), {
    custom: known?.custom ?? false,
  });
  if (session.isJson) return session.printJson({ model, ...known, ...inForce });
  await session.print(await quotaTable(inForce));
  const name = known?.foundationModel;
  if (model !== undefined && name === undefined) {
    session.say(`\nNothing is known of ${model}: these are the careful values for any model`);
  }
}

async function knownModel(model: string, baseModel: string | undefined) {
  const { resolveModel } = await import('../../models/index.ts');
  const resolution = resolveModel(model, { baseModel });
  const foundationModel = 'foundationModel' in resolution ? resolution.foundationModel : undefined;
  return { foundationModel, custom: 'custom' in resolution && resolution.custom };
}

async function quotaTable({ rows }: QuotasInForce): Promise<string> {
  const heads = ['QUOTA', 'VALUE', 'UNIT', 'ADJUSTABLE', 'KNOWN', 'READ ON', 'CODE'];
  const cells = rows.map(({ option, value, overridden, row }) => [
    ...[option, formatCount(value), row.unit, row.adjustable ? 'yes' : 'no'],
    ...(overridden ? ['yours', ''] : [row.confidence, row.readOn]),
    row.code,
  ]);
  const doubts = rows.flatMap(({ option, overridden, row }) =>
    row.doubt === undefined || overridden ? [] : [`${option}: ${row.doubt}`],
  );
  return [await formatTable(heads, cells), '', ...doubts].join('\n');
}
