import { type Day, type Diagnostic, diagnose } from '../../core/index.ts';
import {
  type FamilyName,
  foundationModelOf,
  isListed,
  LISTED_ON,
  modelRowOf,
  nearestModel,
  titleOf,
} from '../../models/lean.ts';

/** A model whose family is taken from how its id begins. */
export interface TakenFor {
  /** Id as the API takes it, that names the foundation model: the model's own, or the base model's. */
  readonly id: string;
  readonly foundationModel: string;
  readonly family: FamilyName;
  readonly asOf: Day;
}

/** The listed id that was probably meant, with its last day where it has ended. */
export function likelyId(
  id: string,
  asOf: Day,
): { readonly nearest?: string | undefined; readonly ended?: Day | undefined } {
  const nearest = nearestModel(id, asOf);
  return nearest === undefined ? {} : { nearest, ended: lastDayOf(nearest, asOf) };
}

/** Doubts an id that no list has, by the one that looks most alike. A brand-new model is no error. */
export function idDiagnostics(taken: TakenFor): readonly Diagnostic[] {
  const { id, foundationModel, family, asOf } = taken;
  const { nearest, ended } = isListed(foundationModel) ? {} : likelyId(id, asOf);
  if (nearest === undefined) return [];
  const title = titleOf(family);
  const args = { id: foundationModel, family: title, nearest, ended, readOn: LISTED_ON };
  return [diagnose('MODEL_ID_UNLISTED', { location: { source: id }, args })];
}

function lastDayOf(nearest: string, asOf: Day): Day | undefined {
  const lastDay = modelRowOf(foundationModelOf(nearest) ?? nearest)?.row.lifecycle?.lastDay;
  return lastDay !== undefined && asOf > lastDay ? lastDay : undefined;
}
