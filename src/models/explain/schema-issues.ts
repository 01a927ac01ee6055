import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** zod's own way to stop at the first issue; it is not in its public types, and leaving it out costs only memory. */
const STOP_EARLY: object = { abortEarly: true };

/** What is wrong with a value, as zod sees it; undefined where nothing is. */
export function issuesOf(schema: z.ZodType, value: unknown): readonly Issue[] | undefined {
  return run(schema, value, {});
}

/** What is wrong with a value first; undefined where nothing is. */
export function firstIssues(schema: z.ZodType, value: unknown): readonly Issue[] | undefined {
  return run(schema, value, STOP_EARLY);
}

/** As `safeParse`, without messages that nobody reads and an Error to hold them: they cost more than the check of a record. */
function run(schema: z.ZodType, value: unknown, options: object): readonly Issue[] | undefined {
  const done = schema._zod.run({ value, issues: [] }, { ...options, async: false });
  if (done instanceof Promise) throw new TypeError('The schema of a family is asynchronous');
  if (done.issues.length === 0) return undefined;
  for (const issue of done.issues) if (issue.path === undefined) Object.assign(issue, { path: [] });
  return done.issues as readonly object[] as readonly Issue[];
}
