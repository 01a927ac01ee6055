import type { Day } from '../../core/index.ts';
import { isModel } from '../../quotas/index.ts';
import { endOfLife } from './end-of-life.ts';
import { isListed, listedIds } from './listed-ids.ts';
import { modelRowOf } from './model-table.ts';

/** A foundation model as ListFoundationModels lists it. */
export interface ListedModel {
  /** Bare id. */
  readonly modelId: string;
  /** `ACTIVE` or `LEGACY`; a word that AWS adds later as it is. */
  readonly status?: string | undefined;
  /** Day it becomes legacy, and its last day; of an active model the day that its end is not before. */
  readonly legacyFrom?: Day | undefined;
  readonly endOfLife?: Day | undefined;
  /** `ON_DEMAND`, `PROVISIONED`, `INFERENCE_PROFILE`. It does not tell whether the model batches. */
  readonly inferenceTypes: readonly string[];
}

/** A listed model, and where the tables of this version say something else. */
export interface ComparedModel extends ListedModel {
  /** Clauses; none where list and tables agree. */
  readonly differences: readonly string[];
}

/** Where and when a list was asked for. */
export interface ListPlace {
  readonly region: string;
  readonly asOf: Day;
}

/** Compares a listed model with the tables of this version. */
export function compareListed(model: ListedModel, place: ListPlace): ComparedModel {
  const differences = [
    ...(isListed(model.modelId) ? [] : ['this version does not know it']),
    ...lifecycleDifferences(model, place),
    ...placeDifferences(model, place),
  ];
  return { ...model, differences };
}

/** Ids that the tables have as served, and that a list does not have. */
export function unlistedIn(models: readonly ListedModel[], { asOf }: ListPlace): readonly string[] {
  const there = models.map(({ modelId }) => modelId);
  return listedIds.filter(
    (id) =>
      !there.some((modelId) => isModel(modelId, id)) &&
      endOfLife({ foundationModel: id, asOf })?.kind !== 'ended',
  );
}

/** Only of a legacy model is the day fixed. */
function lifecycleDifferences(model: ListedModel, { asOf }: ListPlace): readonly string[] {
  const { modelId, status, endOfLife: lastDay } = model;
  const row = modelRowOf(modelId)?.row.lifecycle;
  const isLegacy = status === 'LEGACY';
  if (row === undefined) {
    if (!isLegacy) return [];
    const when = lastDay === undefined ? '' : ` until ${lastDay}`;
    return [`it is LEGACY${when}, and this version has no end of it`];
  }
  const known = `${row.exact ? '' : 'at the latest '}${row.lastDay}`;
  if (isLegacy && lastDay !== undefined) {
    const agrees = row.exact ? lastDay === row.lastDay : lastDay <= row.lastDay;
    return agrees ? [] : [`its last day is ${lastDay}, and in this version ${known}`];
  }
  if (!isLegacy)
    return [`it is ${status ?? 'listed'}, and in this version its last day is ${known}`];
  return asOf > row.lastDay
    ? [`it is still listed, and in this version its last day was ${known}`]
    : [];
}

function placeDifferences(model: ListedModel, { region }: ListPlace): readonly string[] {
  const { modelId, inferenceTypes } = model;
  const row = modelRowOf(modelId)?.row.regions;
  if (row === undefined || inferenceTypes.length === 0) return [];
  const onDemand = inferenceTypes.includes('ON_DEMAND');
  const { single, profileOnlyIn = [] } = row;
  if (!onDemand && single?.includes(region) === true)
    return [
      `it has no on-demand inference in ${region}, and this version has it there without a profile`,
    ];
  if (onDemand && (single?.length === 0 || profileOnlyIn.includes(region)))
    return ['it has on-demand inference, and this version has it through profiles only'];
  return [];
}
