import type { PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';

/** What is needed of a request; the SDK's middleware knows it only as unknown. */
interface HttpRequestLike {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends the body of a command at once and over a connection that is open, at the first attempt.
 *
 * With a body of 2 MiB and more the SDK asks the server first (`Expect: 100-continue`), and for that opens a connection of
 * its own for each request and closes it behind the reply: three round trips or four over https before the first byte, and
 * a congestion window that begins anew. What asking is for is an answer that is seen: who refuses a request that was not
 * asked about may end the connection before its reply is read. So every further attempt asks.
 */
export function sendAtOnce(command: UploadPartCommand | PutObjectCommand): void {
  const { middlewareStack } = command as UploadPartCommand;
  let attempts = 0;
  middlewareStack.add(
    (next) => (args) => {
      attempts += 1;
      return next(attempts === 1 ? { ...args, request: withoutExpect(args.request) } : args);
    },
    // within what repeats an attempt; the header is in no signature
    { step: 'finalizeRequest', priority: 'low', name: 'sendAtOnce' },
  );
}

function withoutExpect(request: unknown): unknown {
  const { headers, ...rest } = request as HttpRequestLike;
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'expect');
  return { ...rest, headers: Object.fromEntries(kept) };
}
