import { parseRfc3339DateTimeWithOffset } from '@smithy/core/serde';

/** Members of jobs and of models that are points in time. */
const TIMES: ReadonlySet<string> = new Set([
  'submitTime',
  'lastModifiedTime',
  'endTime',
  'jobExpirationTime',
  'startOfLifeTime',
  'endOfLifeTime',
  'legacyTime',
  'publicExtendedAccessTime',
]);

/**
 * Leaves out of a reply the times that the SDK cannot read: it would refuse the whole reply, and one odd job hide all others.
 *
 * @param text JSON of the reply.
 * @returns The reply without them; undefined where there are none, and for what is no JSON.
 */
export function withoutOddTimes(text: string): string | undefined {
  let isOdd = false;
  const keep = (key: string, value: unknown): unknown => {
    if (!TIMES.has(key) || isReadable(value)) return value;
    isOdd = true;
    return undefined;
  };
  try {
    const reply: unknown = JSON.parse(text, keep);
    return isOdd ? JSON.stringify(reply) : undefined;
  } catch {
    return undefined; // the SDK says what is wrong with it
  }
}

function isReadable(value: unknown): boolean {
  try {
    const time = parseRfc3339DateTimeWithOffset(value);
    return time === undefined || !Number.isNaN(time.getTime());
  } catch {
    return false;
  }
}
