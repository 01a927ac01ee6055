// @ts-check
const { readFileSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const FIGURES = 3;

// loaded ahead of a command that knows nothing of the bench: says on descriptor 3 what the operating system counted
process.once('exit', () => {
  if (!isMainThread) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  writeSync(FIGURES, JSON.stringify({ cpuSeconds, rssBytes: (ownPeak() ?? maxRSS) * 1024 }));
});

/** In KiB, where Linux tells: what getrusage says is at least what the process had that started this one. */
function ownPeak() {
  try {
    const text = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    return text === undefined ? undefined : Number(text);
  } catch {
    return undefined;
  }
}
