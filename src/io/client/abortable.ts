import { setMaxListeners } from 'node:events';

const followers = new WeakMap<AbortSignal, AbortSignal>();

/**
 * Gives the options of a request that ends when a signal aborts.
 *
 * The SDK listens to it once or twice for each request in flight, and Node warns of a leak where there are more than ten: so requests follow the signal by one of
 * ours, which has no such bound, and the caller's own stays as it is.
 */
export function abortable(signal: AbortSignal | undefined): {
  readonly abortSignal?: AbortSignal;
} {
  return signal === undefined ? {} : { abortSignal: followerOf(signal) };
}

function followerOf(signal: AbortSignal): AbortSignal {
  const known = followers.get(signal);
  if (known !== undefined) return known;
  const follower = AbortSignal.any([signal]);
  setMaxListeners(0, follower);
  followers.set(signal, follower);
  return follower;
}
