import { BedrockClient } from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import type { Emulator } from '../../emulator/index.ts';
import type { RuntimeClient } from '../../run/index.ts';

/** Clients of the services. */
export interface Clients {
  readonly s3: S3Client;
  readonly bedrock: BedrockClient;
  /** Only where records are asked on demand. */
  readonly runtime?: RuntimeClient | undefined;
}

/** Makes clients for the embedded emulator; what the environment says of AWS is not looked at. */
export function localClients({ clientConfig }: Emulator): Clients {
  return { s3: new S3Client(clientConfig), bedrock: new BedrockClient(clientConfig) };
}
