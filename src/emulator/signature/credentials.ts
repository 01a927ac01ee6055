import { WireError } from '../http/wire-error.ts';
import type { PresentedSignature } from './read-signature.ts';
import type { ServiceName } from './service-of.ts';
import { refusalsOf } from './signature-refusals.ts';

/** A key pair the emulator takes requests from. Session tokens are accepted whatever they say. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Finds the key pair a signature claims.
 *
 * @throws {WireError} With the service's own code when none has that access key id.
 */
export function findCredentials(
  known: readonly Credentials[],
  presented: PresentedSignature,
  service: ServiceName,
): Credentials {
  const found = known.find((pair) => pair.accessKeyId === presented.accessKeyId);
  if (found !== undefined) return found;
  throw new WireError(refusalsOf(service).unknownKey(presented.accessKeyId));
}
