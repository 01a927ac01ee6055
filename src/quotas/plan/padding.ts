import type { Quotas } from '../table/quotas.ts';

const PAD_DIGITS = 4;

/**
 * Counts the records that a job lacks to reach the minimum.
 *
 * @param records Records the job has. A job without any has nothing to repeat, so padding cannot help it.
 * @param quotas Quotas in force. Source of the minimum: `docs/quotas.md`.
 * @returns How many records to add; 0 when the minimum is reached.
 */
export function paddingNeeded(records: number, quotas: Quotas): number {
  return Math.max(0, quotas.minRecordsPerJob - records);
}

/**
 * Makes the reserved ids of padding records: `pad-0001`, `pad-0002`, … without those the dataset already uses.
 *
 * Memory: the ids.
 *
 * @param count How many ids.
 * @param taken Tells whether the dataset uses an id; called once per candidate, in order.
 * @returns Different ids in rising order; the same for the same call.
 */
export function padIds(count: number, taken: (id: string) => boolean): string[] {
  const ids: string[] = [];
  for (let number = 1; ids.length < count; number += 1) {
    const id = `pad-${String(number).padStart(PAD_DIGITS, '0')}`;
    if (!taken(id)) ids.push(id);
  }
  return ids;
}
