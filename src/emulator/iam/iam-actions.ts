import { createHash } from 'node:crypto';
import type { Context } from './conditions.ts';
import type { Identities } from './identities.ts';
import { itemsOf, type QueryRequest, requiredMember, type XmlValue } from './query-wire.ts';
import { validationError } from './refusals.ts';
import { simulate } from './simulate.ts';

/** Actions of IAM and STS that are emulated. */
export type IdentityAction = 'GetCallerIdentity' | 'GetRole' | 'SimulatePrincipalPolicy';

/** What an action gives. */
export type PerformAction = (request: QueryRequest, identities: Identities) => XmlValue;

/** Day that everything was made on. */
const CREATED = '2026-01-01T00:00:00Z';
const MAX_SESSION_SECONDS = '3600';

export const stsActions: Readonly<Record<'GetCallerIdentity', PerformAction>> = {
  GetCallerIdentity: (_, { account, callerArn }) => ({
    Arn: callerArn,
    UserId: idOf('AIDA', callerArn),
    Account: account,
  }),
};

export const iamActions: Readonly<Record<'GetRole' | 'SimulatePrincipalPolicy', PerformAction>> = {
  GetRole: (request, identities) => {
    const role = identities.role(requiredMember(request, 'RoleName'));
    const arn = identities.roleArn(role);
    return {
      Role: {
        Path: role.path ?? '/',
        RoleName: role.name,
        RoleId: idOf('AROA', arn),
        Arn: arn,
        CreateDate: CREATED,
        // Source: GetRole in the IAM API reference: URL-encoded by RFC 3986
        AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(role.trust)),
        MaxSessionDuration: MAX_SESSION_SECONDS,
      },
    };
  },
  SimulatePrincipalPolicy: (request, identities) => {
    const policies = identities.policiesOf(requiredMember(request, 'PolicySourceArn'));
    const actions = itemsOf(request, 'ActionNames');
    if (actions.length === 0) throw validationError('ActionNames is missing');
    const given = itemsOf(request, 'ResourceArns');
    const resources = given.length === 0 ? ['*'] : given;
    const context = contextOf(request);
    return {
      EvaluationResults: actions.flatMap((action) =>
        resources.map((resource) => {
          const { decision, missing } = simulate(policies, { action, resource, context });
          return {
            EvalActionName: action,
            EvalResourceName: resource,
            EvalDecision: decision,
            MissingContextValues: missing,
          };
        }),
      ),
      IsTruncated: 'false',
    };
  },
};

function contextOf(request: QueryRequest): Context {
  const context = new Map<string, readonly string[]>();
  for (let index = 1; ; index += 1) {
    const entry = `ContextEntries.member.${index}`;
    const key = request.members.get(`${entry}.ContextKeyName`);
    if (key === undefined) return context;
    context.set(key.toLowerCase(), itemsOf(request, `${entry}.ContextKeyValues`));
  }
}

/** Ids of IAM: four letters for the kind, and seventeen more. */
function idOf(kind: string, arn: string): string {
  return kind + createHash('sha256').update(arn).digest('hex').slice(0, 17).toUpperCase();
}
