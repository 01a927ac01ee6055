import { afterAll, afterEach } from 'vitest';

// taken before any test turns the clock into a fake one
const nextTurn = setImmediate;
const rejections: unknown[] = [];
const leaks: Error[] = [];

function keep(reason: unknown): void {
  rejections.push(reason);
}

/** Node says once of a signal or an emitter that too many listen to it, where whoever runs the command sees it. */
function keepLeak(warning: Error): void {
  if (warning.name === 'MaxListenersExceededWarning') leaks.push(warning);
}

process.on('unhandledRejection', keep);
process.on('warning', keepLeak);
// files may share their process, and each brings its own listeners
afterAll(() => {
  process.off('unhandledRejection', keep);
  process.off('warning', keepLeak);
});

/** A rejected promise nobody handles, or a warning of listeners, fails the test that left it, not only the run. */
afterEach(async () => {
  await new Promise<void>((resolve) => nextTurn(resolve));
  const [leak] = leaks.splice(0);
  if (leak !== undefined) throw leak;
  if (rejections.length === 0) return;
  throw new AggregateError(
    rejections.splice(0),
    'The test left a rejected promise that nobody handles',
  );
});
