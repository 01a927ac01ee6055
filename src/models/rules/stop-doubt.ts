import type { InvocationType } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { borrowed } from './borrowed.ts';

/** Why it is in doubt that a model takes texts to stop at, as a clause; undefined where nobody says that it does not. */
export function stopDoubtOf(
  foundationModel: string | undefined,
  invocationType: InvocationType,
): string | undefined {
  const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
  const { stop } = found?.row ?? {};
  if (found === undefined || stop?.by.includes(invocationType) !== true) return undefined;
  return borrowed(stop.doubt, found.borrowedFrom);
}
