import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { Emulator } from '../../emulator/index.ts';
import { type CheckSetupOptions, identityClients } from '../../setup/index.ts';
import { localClients } from './aws-local-clients.ts';

type Clients = Pick<CheckSetupOptions, 'bedrock' | 'iam' | 's3' | 'serviceQuotas' | 'sts'>;

/** Makes clients of all services that a look at a set-up asks, for the embedded emulator, and what closes them. */
export async function setupClients(
  emulator: Emulator,
): Promise<{ readonly clients: Clients; readonly close: () => void }> {
  const { clientConfig } = emulator;
  const clients: Clients = {
    ...localClients(emulator),
    ...(await identityClients(clientConfig)),
    serviceQuotas: new ServiceQuotasClient(clientConfig),
  };
  const close = (): void => {
    for (const client of Object.values(clients)) client?.destroy();
  };
  return { clients, close };
}
