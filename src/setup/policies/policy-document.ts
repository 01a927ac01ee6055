/** A statement of a policy, in the members that IAM's JSON has. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  /** Only in a trust policy. */
  readonly Principal?: { readonly Service: string };
  readonly Action: readonly string[];
  /** In every policy but a trust policy. */
  readonly Resource?: readonly string[];
  /** Operator → key → value, as in `{ StringEquals: { 'aws:SourceAccount': '123456789012' } }`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A policy as IAM takes it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** Makes a policy of the statements that are needed. */
export function policyOf(...statements: readonly (PolicyStatement | undefined)[]): PolicyDocument {
  const Statement = statements.filter((statement) => statement !== undefined);
  return { Version: '2012-10-17', Statement };
}
