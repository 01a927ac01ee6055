import { isModel } from '../../quotas/index.ts';
import { modelTable } from './model-table.ts';

/** Day on which the newest of the ids below were read. */
export const LISTED_ON = '2026-11-28';

/** Whole foundation model ids that are known to be there, or to have been: no list is complete. */
export const listedIds: readonly string[] = modelTable.flatMap(({ id, whole }) =>
  whole ? id : [],
);

/** Tells whether an id is listed, perhaps with the length of a context behind it, such as `:48k`. */
export function isListed(foundationModel: string): boolean {
  return listedIds.some((id) => isModel(foundationModel, id));
}
