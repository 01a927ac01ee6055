import { countOf, quote } from '../../../core/index.ts';
import type { LiveModels } from '../../../jobs/index.ts';
import { type AwsFlags, awsOptions, type RuleFlags } from '../../flags/flags.ts';
import { requireAwsRegion } from '../../services/require-region.ts';
import type { Session } from '../../session/session.ts';
import { formatTable } from '../../terminal/table.ts';

interface Flags extends AwsFlags, Pick<RuleFlags, 'asOf'> {
  readonly model?: string | undefined;
}

/** Asks AWS which models the region has, all or one, and shows what differs from the tables of this version. */
export async function showLiveModels(flags: Flags, session: Session): Promise<void> {
  await requireAwsRegion(flags, session);
  const { readLiveModels } = await import('../../../jobs/index.ts');
  const { signal } = session;
  const all = await readLiveModels({ ...awsOptions(flags), asOf: flags.asOf, signal });
  const live = flags.model === undefined ? all : await onlyOf(flags.model, all);
  if (session.isJson) return session.printJson({ model: flags.model, ...live });
  if (live.models.length > 0) await session.print(tableOf(live, session.widthOf('stdout')));
  for (const line of notesOf(live, flags.model)) session.say(line);
}

async function onlyOf(model: string, { models, missing, ...place }: LiveModels) {
  const { foundationModelOf } = await import('../../../models/lean.ts');
  const { isModel } = await import('../../../quotas/index.ts');
  const id = foundationModelOf(model) ?? model;
  const isIt = (modelId: string) => isModel(modelId, id) || isModel(id, modelId);
  const found = models.filter(({ modelId }) => isIt(modelId));
  return { ...place, models: found, missing: missing.filter(isIt) };
}

function tableOf({ models }: LiveModels, width: number | undefined): string {
  const heads = ['MODEL', 'STATUS', 'LAST DAY', 'INFERENCE', 'DIFFERS FROM THE TABLES'];
  const rows = models.map(({ modelId, status, endOfLife, inferenceTypes, differences }) => [
    modelId,
    status,
    // of an active model AWS gives only the day that its end is not before
    status === 'LEGACY' ? endOfLife : undefined,
    inferenceTypes.join(' '),
    differences.join('; '),
  ]);
  return formatTable(heads, rows, width);
}

function notesOf({ models, missing, region }: LiveModels, model: string | undefined) {
  if (model !== undefined) {
    return models.length > 0 ? [] : [`AWS lists no ${quote(model, 200)} in ${region}`];
  }
  const differing = models.filter(({ differences }) => differences.length > 0);
  const notes = [
    `${countOf(models.length, 'model')} in ${region}, of which ${differing.length} differ from the tables; the list does not tell which batch`,
  ];
  if (missing.length > 0) notes.push(`Known and not listed in ${region}: ${missing.join(', ')}`);
  return notes;
}
