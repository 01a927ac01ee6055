import type { IdentityClient } from './identity-client.ts';

/** Clients of IAM and STS of one configuration, as far as their SDKs are installed. */
export interface IdentityClients {
  readonly iam?: IdentityClient | undefined;
  readonly sts?: IdentityClient | undefined;
}

/** Makes clients of one configuration. */
export async function identityClients(config: object): Promise<IdentityClients> {
  const { loadIam, loadSts } = await import('./aws-identity.ts');
  const [iam, sts] = await Promise.all([
    loadIam().catch(() => undefined),
    loadSts().catch(() => undefined),
  ]);
  return {
    iam: iam === undefined ? undefined : new iam.IAMClient(config),
    sts: sts === undefined ? undefined : new sts.STSClient(config),
  };
}
