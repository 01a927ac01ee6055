/** A reply of a service as it came, before the SDK reads it. */
export interface RawReply {
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for a reply whose body is not looked at. */
  readonly text: string;
}

interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array> | Uint8Array | undefined;
}

/** What is used of a command of the SDK: the steps that its own replies go through. */
interface SdkCommand {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: never) => Promise<{ response: unknown }>,
      ) => (args: never) => Promise<never>,
      options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/** How a reply is judged. */
export interface ReplyCheck {
  /** Whether the body is read for it; never for one that may be large. */
  readonly readsBody: boolean;
  /** Says what speaks against a reply of a success; undefined where nothing does. */
  readonly fault: (reply: RawReply) => string | undefined;
  /** Gives what the SDK is to read instead of the body; undefined where it can read that. Only where the body is read. */
  readonly mend?: ((text: string) => string | undefined) | undefined;
}

/**
 * A reply that does not come from the service, or not all of it: what it says is not known.
 *
 * The SDK tries again, as its own errors that have `$retryable`.
 */
export class UnclearReply extends Error {
  static {
    this.prototype.name = 'UnclearReply';
  }
  readonly $retryable = {};
  readonly $metadata: { readonly httpStatusCode: number };

  /** @param fault What speaks against the reply. */
  constructor(fault: string, httpStatusCode = 200) {
    super(fault);
    this.$metadata = { httpStatusCode };
  }
}

/**
 * Makes a command refuse replies that only look like a success.
 *
 * The SDK parses leniently: an empty body, a page of HTML or half a list become a list without entries. So the reply is
 * looked at before the SDK reads it. Memory: the body, where it is read.
 *
 * @returns The command.
 */
export function refuseUnclear<Command>(command: Command, check: ReplyCheck): Command {
  const { middlewareStack } = command as unknown as SdkCommand;
  middlewareStack.add(
    (next) => async (args) => {
      const reply = await next(args);
      await requireClear(reply.response as HttpReply, check);
      return reply as never;
    },
    { step: 'deserialize', priority: 'low', name: 'refuseUnclear' },
  );
  return command;
}

async function requireClear(
  response: HttpReply,
  { readsBody, fault, mend }: ReplyCheck,
): Promise<void> {
  const { statusCode, headers } = response;
  if (statusCode < 200 || statusCode > 299) return;
  const bytes = readsBody ? await readWhole(response.body) : undefined;
  if (bytes !== undefined) response.body = bytes;
  const text = bytes?.toString('utf8') ?? '';
  const found = fault({ headers, text });
  if (found !== undefined) throw new UnclearReply(found, statusCode);
  const mended = mend?.(text);
  if (mended !== undefined) response.body = Buffer.from(mended);
}

async function readWhole(body: HttpReply['body']): Promise<Buffer> {
  if (body === undefined || body instanceof Uint8Array) return Buffer.from(body ?? []);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Tells whether a reply is a page for people, such as one that asks to sign in to a network. */
export function isPage({ headers }: Pick<RawReply, 'headers'>): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** Wants a whole XML document with a root of this name. */
export function xmlReply(root: string): ReplyCheck {
  const start = new RegExp(
    `^\\uFEFF?\\s*(?:<\\?xml[^>]*\\?>)?\\s*(?:<!--.*?-->\\s*)*<${root}(?=[\\s>/])`,
    's',
  );
  const end = new RegExp(`(?:</${root}\\s*>|<${root}[^<>]*/>)\\s*$`);
  return {
    readsBody: true,
    fault: (reply) => {
      const { text } = reply;
      if (text.trim() === '') return 'the reply is empty';
      if (isPage(reply)) return 'the reply is a page of HTML';
      if (!start.test(text)) return `the reply has no ${root}`;
      return end.test(text) ? undefined : 'the reply is cut short';
    },
  };
}

/** Wants a reply that is no page for people; objects may be of that type, but then they have an ETag. */
export const objectReply: ReplyCheck = {
  readsBody: false,
  fault: (reply) =>
    isPage(reply) && reply.headers['etag'] === undefined
      ? 'the reply is a page of HTML'
      : undefined,
};

/** Wants a reply with a body, for operations that always answer with a JSON document. */
export const jsonReply: ReplyCheck = {
  readsBody: true,
  fault: (reply) => {
    if (reply.text.trim() === '') return 'the reply is empty';
    return isPage(reply) ? 'the reply is a page of HTML' : undefined;
  },
};
