import { isObject } from '../../core/index.ts';
import { abortable } from '../../io/index.ts';
import type { IamSdk, IdentityOptions } from './aws-identity.ts';
import type { IdentityClient } from './identity-client.ts';

/** Whom the credentials are. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

/** A role, as IAM shows it. */
export interface ShownRole {
  readonly arn: string;
  /** Who may assume it, as JSON; undefined where IAM shows none. */
  readonly trust: string | undefined;
}

/** What is to be simulated. */
export interface Simulation {
  /** ARN of the user or role that acts. */
  readonly source: string;
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys that the service would give. */
  readonly context: Readonly<Record<string, string>>;
}

/** What IAM says of a simulation. */
export interface SimulatedDecision {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | undefined;
  /** Condition keys that the policies ask for and that were not given. */
  readonly missing: readonly string[];
}

/** Clients of IAM and STS, and the signal that ends their calls. */
export interface IdentityCallsOptions extends IdentityOptions {
  readonly iam?: IdentityClient | undefined;
  readonly sts?: IdentityClient | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks IAM and STS. Their SDKs are optional and are loaded by the first call. */
export class IdentityCalls {
  readonly #options: IdentityCallsOptions;
  readonly #made: IdentityClient[] = [];
  #sdk: Promise<IamSdk> | undefined;
  #iam: Promise<IdentityClient> | undefined;
  #caller: Promise<CallerIdentity> | undefined;

  constructor(options: IdentityCallsOptions) {
    this.#options = options;
  }

  /** Asks once. @throws what the SDK throws, and {@link PackageMissing}. */
  callerIdentity(): Promise<CallerIdentity> {
    this.#caller ??= this.#askCaller();
    return this.#caller;
  }

  async #askCaller(): Promise<CallerIdentity> {
    const { identityConfig, loadSts } = await import('./aws-identity.ts');
    const { STSClient, GetCallerIdentityCommand } = await loadSts();
    const { sts } = this.#options;
    const client = sts ?? this.#keep(new STSClient(await identityConfig('STS', this.#options)));
    const reply = await this.#send(client, new GetCallerIdentityCommand({}));
    return { account: textIn(reply, 'Account'), arn: textIn(reply, 'Arn') };
  }

  /** @throws what the SDK throws, and {@link PackageMissing}. */
  async role(RoleName: string): Promise<ShownRole> {
    const sdk = await this.#loadIam();
    const reply = await this.#send(
      await this.#iamClient(sdk),
      new sdk.GetRoleCommand({ RoleName }),
    );
    const role = isObject(reply) ? reply['Role'] : undefined;
    const trust = isObject(role) ? role['AssumeRolePolicyDocument'] : undefined;
    return { arn: textIn(role, 'Arn'), trust: typeof trust === 'string' ? trust : undefined };
  }

  /** @throws what the SDK throws, and {@link PackageMissing}. */
  async simulate({ source, action, resource, context }: Simulation): Promise<SimulatedDecision> {
    const sdk = await this.#loadIam();
    const command = new sdk.SimulatePrincipalPolicyCommand({
      PolicySourceArn: source,
      ActionNames: [action],
      ResourceArns: [resource],
      ContextEntries: Object.entries(context).map(([key, value]) => ({
        ContextKeyName: key,
        ContextKeyType: 'string',
        ContextKeyValues: [value],
      })),
    });
    const reply = await this.#send(await this.#iamClient(sdk), command);
    const all = isObject(reply) ? reply['EvaluationResults'] : undefined;
    const evaluation: unknown = Array.isArray(all) ? all[0] : undefined;
    return { decision: decisionIn(evaluation), missing: missingIn(evaluation) };
  }

  /** Closes the clients that were made here. */
  destroy(): void {
    for (const client of this.#made) client.destroy();
  }

  #loadIam(): Promise<IamSdk> {
    this.#sdk ??= import('./aws-identity.ts').then(({ loadIam }) => loadIam());
    return this.#sdk;
  }

  #iamClient(sdk: IamSdk): Promise<IdentityClient> {
    this.#iam ??= this.#makeIam(sdk);
    return this.#iam;
  }

  async #makeIam({ IAMClient }: IamSdk): Promise<IdentityClient> {
    const { identityConfig } = await import('./aws-identity.ts');
    const { iam } = this.#options;
    return iam ?? this.#keep(new IAMClient(await identityConfig('IAM', this.#options)));
  }

  #keep(client: IdentityClient): IdentityClient {
    this.#made.push(client);
    return client;
  }

  #send(client: IdentityClient, command: unknown): Promise<unknown> {
    const { signal } = this.#options;
    return client.send(command as never, abortable(signal));
  }
}

function textIn(value: unknown, name: string): string {
  const text = isObject(value) ? value[name] : undefined;
  if (typeof text === 'string' && text !== '') return text;
  throw new Error(`the reply has no ${name}: perhaps something in between answered`);
}

const DECISIONS = ['allowed', 'explicitDeny', 'implicitDeny'] as const;

function decisionIn(evaluation: unknown): SimulatedDecision['decision'] {
  const decision = isObject(evaluation) ? evaluation['EvalDecision'] : undefined;
  return DECISIONS.find((known) => known === decision);
}

function missingIn(evaluation: unknown): readonly string[] {
  const missing = isObject(evaluation) ? evaluation['MissingContextValues'] : undefined;
  return Array.isArray(missing) ? missing.filter((key) => typeof key === 'string') : [];
}
