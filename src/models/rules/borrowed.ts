import type { FoundRow } from '../facts/model-table.ts';

/** Says in a doubt whose fact it is, where nothing is known of the model's own. */
export function borrowed(doubt: string, { borrowedFrom }: FoundRow): string {
  return borrowedFrom === undefined
    ? doubt
    : `${doubt}; that is known of ${borrowedFrom}, which came before it`;
}
