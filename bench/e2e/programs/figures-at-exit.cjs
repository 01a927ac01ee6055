// @ts-check
const { writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const FIGURES = 3;

// loaded ahead of a command that knows nothing of the bench: says on descriptor 3 what the operating system counted
process.once('exit', () => {
  if (!isMainThread) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  writeSync(FIGURES, JSON.stringify({ cpuSeconds, rssBytes: maxRSS * 1024 }));
});
