import { afterEach } from 'vitest';

// taken before any test turns the clock into a fake one
const nextTurn = setImmediate;
const rejections: unknown[] = [];

process.on('unhandledRejection', (reason) => {
  rejections.push(reason);
});

/** A rejected promise nobody handles fails the test that left it, not only the run. */
afterEach(async () => {
  await new Promise<void>((resolve) => nextTurn(resolve));
  if (rejections.length === 0) return;
  throw new AggregateError(
    rejections.splice(0),
    'The test left a rejected promise that nobody handles',
  );
});
