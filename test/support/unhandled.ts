import { afterAll, afterEach } from 'vitest';

// taken before any test turns the clock into a fake one
const nextTurn = setImmediate;
const rejections: unknown[] = [];

function keep(reason: unknown): void {
  rejections.push(reason);
}

process.on('unhandledRejection', keep);
// files may share their process, and each brings its own listener
afterAll(() => {
  process.off('unhandledRejection', keep);
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
