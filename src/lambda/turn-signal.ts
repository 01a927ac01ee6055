/** What Lambda says of an invocation, as far as it is looked at. */
export interface LambdaContext {
  /** Milliseconds until Lambda ends the function. */
  getRemainingTimeInMillis(): number;
}

/** A turn that is not through by then leaves the rest to the next one. */
const LONGEST_TURN = 600_000;
/** What is under way needs time to be written down. */
const MARGIN = 30_000;

/** Makes a signal that aborts when a turn has to come to its end. */
export function turnSignal(context: LambdaContext | undefined): AbortSignal {
  const left = context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
  // a function of few seconds has half of them
  const most = Math.max(left - MARGIN, left / 2);
  return AbortSignal.timeout(Math.floor(Math.min(LONGEST_TURN, most)));
}
