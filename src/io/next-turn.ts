/**
 * Lets the event loop turn once, so that signals, timers and sockets get their due between two synchronous reads.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
