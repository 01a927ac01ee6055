import type { z } from 'zod';

/** zod's own way to stop at the first issue; it is not in its public types, and leaving it out costs only memory. */
const STOP_EARLY: object = { abortEarly: true };

/** What is wrong with a value first, as zod sees it; undefined where nothing is. */
export function firstIssues(
  schema: z.ZodType,
  value: unknown,
): readonly z.core.$ZodIssue[] | undefined {
  return schema.safeParse(value, STOP_EARLY).error?.issues;
}
