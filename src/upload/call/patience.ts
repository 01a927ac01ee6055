const GRACE_MILLISECONDS = 5_000;

/** A signal that aborts some time after another one. */
export interface Patience extends Disposable {
  readonly signal: AbortSignal;
}

/** Gives requests that must not be cut off in the middle 5 s to end by themselves once `signal` aborts. */
export function patienceAfter(signal: AbortSignal): Patience {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => controller.abort(signal.reason), GRACE_MILLISECONDS);
  };
  signal.addEventListener('abort', begin, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}
