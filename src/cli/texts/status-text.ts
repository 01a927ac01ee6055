import { printable } from '../../core/index.ts';
import { jobStatuses } from '../../dataset/lean.ts';

const KNOWN: ReadonlySet<string> = new Set(jobStatuses);

/** Writes a status as it is, and says where this version does not know it. */
export function statusText(status: string): string {
  return KNOWN.has(status) ? status : `${printable(status)} (not known to this version)`;
}

/** Says of each status that this version does not know how it is taken. */
export function unknownStatusLines(statuses: Iterable<string | undefined>): readonly string[] {
  const unknown = [...new Set(statuses)].filter((one) => one !== undefined && !KNOWN.has(one));
  return unknown.map(
    (status) =>
      `This version does not know the status ${printable(String(status))}; it takes such a job as not ended`,
  );
}
