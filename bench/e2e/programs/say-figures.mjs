// @ts-check

/**
 * Ends a program of the bench: one line of JSON with what it did and what the operating system says it took.
 *
 * @param {{ records: number }} done
 */
export function sayFigures({ records }) {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  console.log(JSON.stringify({ records, cpuSeconds, rssBytes: maxRSS * 1024 }));
}
