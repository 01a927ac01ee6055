/** What was thrown before a request left this machine; the original is its `cause`. AWS was asked for nothing. */
export class NeverSentError extends Error {
  static {
    this.prototype.name = 'NeverSentError';
  }

  constructor(cause: unknown) {
    super('The request was never sent', { cause });
  }
}

const NETWORK = /^(?:TimeoutError$|E(?:CONN|NOTFOUND|AI_|PIPE|TIMEDOUT|HOST|NET))/;

/** Tells whether the name or code of an error is one of the network, such as `ECONNREFUSED`: on the way to credentials, for one. */
export function isNetworkFault(name: string): boolean {
  return NETWORK.test(name);
}

/** What to do where a request never left this machine. */
export function neverSentHint(service: string): string {
  return `Nothing reached ${service}: check credentials, endpoint, the profile and the variables that begin with AWS_; FIPS and dual stack go with no endpoint of one’s own`;
}

/** A command of an SDK client. */
interface Command {
  readonly middlewareStack: object;
}

/** As much of the SDK's middleware as is used here, whatever input and output are. */
interface Stack {
  add(middleware: (next: Handler) => Handler, options: object): void;
}
type Handler = (args: unknown) => Promise<unknown>;

/** Behind everything that fills in, signs and repeats a request: the next is the socket. */
const LAST = { step: 'deserialize', priority: 'low', name: 'noteSending', override: true };

/**
 * Sends a command, and tells what went wrong on the way to the wire from what went wrong on it.
 *
 * Only the second leaves a doubt about what became of the request. A client says the same of both, and the names of errors
 * do not tell: a provider of credentials throws what it likes.
 *
 * @throws {NeverSentError} where not one attempt reached the wire; otherwise what the client throws.
 */
export async function noteSending<Output>(
  command: Command,
  send: () => Promise<Output>,
): Promise<Output> {
  let wasSent = false;
  (command.middlewareStack as Stack).add(
    (next) => (args) => {
      wasSent = true;
      return next(args);
    },
    LAST,
  );
  try {
    return await send();
  } catch (error) {
    throw wasSent ? error : new NeverSentError(error);
  }
}
