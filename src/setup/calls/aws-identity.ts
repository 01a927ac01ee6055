import { endpointFor, endpointSettings, regionProvider } from '../../io/index.ts';
import { type IdentityClient, PackageMissing } from './identity-client.ts';

/** The names stand in variables, so that bundlers do not ask for packages that are optional. */
const IAM: string = '@aws-sdk/client-iam';
const STS: string = '@aws-sdk/client-sts';

type MakeClient = new (config: object) => IdentityClient;
type MakeCommand = new (input: object) => unknown;

/** What is used of the SDK of IAM. */
export interface IamSdk {
  readonly IAMClient: MakeClient;
  readonly GetRoleCommand: MakeCommand;
  readonly SimulatePrincipalPolicyCommand: MakeCommand;
}

/** What is used of the SDK of STS. */
export interface StsSdk {
  readonly STSClient: MakeClient;
  readonly GetCallerIdentityCommand: MakeCommand;
}

/** Where a client calls, and as whom. */
export interface IdentityOptions {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
}

/** A request that hangs is as good as lost: without these bounds the SDK would wait for ever. */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** @throws {PackageMissing} where the SDK of IAM is not installed. */
export async function loadIam(): Promise<IamSdk> {
  return (await load(IAM)) as IamSdk;
}

/** @throws {PackageMissing} where the SDK of STS is not installed. */
export async function loadSts(): Promise<StsSdk> {
  return (await load(STS)) as StsSdk;
}

async function load(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (cause) {
    throw new PackageMissing(name, cause);
  }
}

/** Gives what a client of IAM or STS is made with, by the SDK's default chain. */
export async function identityConfig(
  service: 'IAM' | 'STS',
  options: IdentityOptions,
): Promise<object> {
  const { region, profile } = options;
  return {
    region: regionProvider({ region, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...endpointSettings(await endpointFor(service, options)),
    requestHandler: TIMEOUTS,
  };
}
