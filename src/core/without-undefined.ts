/**
 * Leaves out members that are undefined: what is not set neither prints as an empty key nor hides what stands below it.
 *
 * @returns A new object with the others, in their order.
 */
export function withoutUndefined<Members extends object>(members: Members): Members {
  const set: Partial<Members> = {};
  for (const key of Object.keys(members) as (keyof Members)[]) {
    if (members[key] !== undefined) set[key] = members[key];
  }
  return set as Members;
}
