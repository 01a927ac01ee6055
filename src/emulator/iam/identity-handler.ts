import type { Fault } from '../http/fault.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import type { WireError } from '../http/wire-error.ts';
import { createJsonHandler } from '../json-service/json-handler.ts';
import type {
  ErrorReply,
  JsonCall,
  JsonService,
  VerifiedRequest,
} from '../json-service/json-service.ts';
import type { Credentials } from '../signature/credentials.ts';
import { type IdentityAction, iamActions, type PerformAction, stsActions } from './iam-actions.ts';
import type { Identities } from './identities.ts';
import { readQuery, writeError, writeReply } from './query-wire.ts';
import { invalidAction } from './refusals.ts';

/** A call to IAM or STS, as a test may want to make it fail. */
export interface IdentityCall {
  /** Name in the API, such as `GetRole`. */
  readonly operation: IdentityAction;
  /** Which call of the operation it is, from 1. */
  readonly count: number;
}

/** Decides for each call that is in order whether something goes wrong with it. */
export type IdentityFaults = (call: IdentityCall) => Fault | undefined;

/** Options of {@link createIdentityHandler}. */
export interface IdentityHandlerOptions {
  readonly identities: Identities;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: IdentityFaults | undefined;
}

const LONGEST_BODY = 1 << 18;

/** The services that speak the query protocol. */
export type IdentityService = 'iam' | 'sts';

interface ServiceParts {
  readonly actions: Readonly<Record<string, PerformAction>>;
  readonly namespace: string;
}

const SERVICES: Readonly<Record<IdentityService, ServiceParts>> = {
  iam: { actions: iamActions, namespace: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  sts: { actions: stsActions, namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
};

/** Makes the handler of IAM or of STS. Memory: one body of at most 256 KiB per request. */
export function createIdentityHandler(
  name: IdentityService,
  options: IdentityHandlerOptions,
): RequestHandler {
  return createJsonHandler(new QueryService(name, options.identities), options);
}

/** Speaks the query protocol: a form comes in, XML goes out. */
class QueryService implements JsonService<IdentityAction> {
  readonly name: IdentityService;
  readonly contentType = 'text/xml';
  readonly takesBearerTokens = false;
  readonly internalError = 'InternalFailure';
  readonly #identities: Identities;

  constructor(name: IdentityService, identities: Identities) {
    this.name = name;
    this.#identities = identities;
  }

  longestBody(): number {
    return LONGEST_BODY;
  }

  async read({ body }: VerifiedRequest): Promise<JsonCall<IdentityAction>> {
    const request = readQuery(body);
    const { actions, namespace } = SERVICES[this.name];
    if (!Object.hasOwn(actions, request.action)) throw invalidAction(request.action);
    const operation = request.action as IdentityAction;
    const act = actions[operation] as PerformAction;
    return {
      operation,
      perform: () => {
        const reply = act(request, this.#identities);
        return new TextEncoder().encode(writeReply(operation, reply, namespace));
      },
    };
  }

  errorReply({ code, message }: WireError): ErrorReply {
    return { body: writeError(code, message, SERVICES[this.name].namespace) };
  }
}
