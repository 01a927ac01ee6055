import { Worker } from 'node:worker_threads';

/** An input takes milliseconds; on the slowest of machines none takes minutes. */
const HANG_SECONDS = 180;

/** What watches over the inputs from a thread of its own: one that never ends blocks this one. */
export interface Watchdog {
  /** Tells it which seed is tried now. */
  readonly begin: (seed: number) => void;
  readonly stop: () => Promise<void>;
}

/** The thread; as text, so that it needs no loader. */
const THREAD = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { state, seconds, pid } = workerData;
let seen = -1;
let since = Date.now();
setInterval(() => {
  const now = Atomics.load(state, 1);
  if (now !== seen) { seen = now; since = Date.now(); return; }
  if (Date.now() - since < seconds * 1000) return;
  const seed = Atomics.load(state, 0) >>> 0;
  writeSync(2, 'Seed ' + seed + ' has run for ' + seconds + ' s: it hangs. Again: npm run fuzz -- --seed ' + seed + ' --inputs 1\\n');
  process.kill(pid, 'SIGKILL');
}, 1000);
`;

/** Starts watching. Where one input hangs, its seed is printed and the process ends. */
export function watchdog(): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(THREAD, {
    eval: true,
    execArgv: [],
    workerData: { state, seconds: HANG_SECONDS, pid: process.pid },
  });
  return {
    begin(seed) {
      Atomics.store(state, 0, seed | 0);
      Atomics.add(state, 1, 1);
    },
    async stop() {
      await worker.terminate();
    },
  };
}
