import type { Fault } from '../http/fault.ts';
import type { WireError } from '../http/wire-error.ts';
import type { SignedRequest } from '../signature/read-signature.ts';
import type { ServiceName } from '../signature/service-of.ts';

/** A request whose body was read and whose signature was verified. */
export type VerifiedRequest = SignedRequest & { readonly body: Uint8Array };

/** A call that is in order, to be performed or made to fail. */
export interface JsonCall<Operation extends string> {
  readonly operation: Operation;
  /** Does what is asked for and gives the body of the reply. */
  perform(): Uint8Array | Promise<Uint8Array>;
}

/** What one service that speaks JSON has of its own. */
export interface JsonService<Operation extends string> {
  readonly name: ServiceName;
  readonly contentType: string;
  /** Longest body of a request to a target, in bytes. */
  longestBody(rawUrl: string): number;
  /** Whether any bearer token is taken in place of a signature, as an API key of the account. */
  readonly takesBearerTokens: boolean;
  /** Name of the error for what the emulator did not expect. */
  readonly internalError: string;
  /** @throws {WireError} 400 or 404 where a request is no call of the service. */
  read(request: VerifiedRequest): Promise<JsonCall<Operation>>;
  /** How the service names and words an error. */
  errorReply(error: WireError): ErrorReply;
}

/** The parts of an error reply that services write in ways of their own. */
export interface ErrorReply {
  /** An object, which is written as JSON, or the text of a service that speaks XML. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Decides for each call that is in order whether something goes wrong with it; `count` says which call of the operation it is, from 1. */
export type CallFaults<Operation extends string> = (call: {
  readonly operation: Operation;
  readonly count: number;
}) => Fault | undefined;
