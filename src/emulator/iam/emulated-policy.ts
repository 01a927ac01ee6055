/** A policy, as IAM keeps it. */
export interface EmulatedPolicy {
  readonly Version?: string | undefined;
  readonly Statement: EmulatedStatement | readonly EmulatedStatement[];
}

/** A statement of a policy. Members that are not here, such as `NotAction`, are not judged: asking for them is refused. */
export interface EmulatedStatement {
  readonly Sid?: string | undefined;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[] | undefined;
  /** Operator → key → values. */
  readonly Condition?:
    | Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
    | undefined;
}

/** A role of the emulated account. */
export interface EmulatedRole {
  readonly name: string;
  /** With a slash at both ends. Default `/`. */
  readonly path?: string | undefined;
  /** Who may assume it. */
  readonly trust: EmulatedPolicy;
  /** What it may do. */
  readonly policies: readonly EmulatedPolicy[];
}

/** Gives what a policy has alone or in a list as a list. */
export function listed<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}
