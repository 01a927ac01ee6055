// @ts-check
/**
 * All runs of one variant.
 *
 * @typedef {object} Measured
 * @property {string} name Which program it is.
 * @property {number[]} seconds Wall time of each run, in the order of the runs.
 * @property {number[]} cpuSeconds User and system time of each run.
 * @property {number[]} rssBytes Peak of each run.
 *
 * @typedef {object} Compared
 * @property {string} name Of the case.
 * @property {number} bytes What MB/s counts.
 * @property {number} records All programs of a case count the same.
 * @property {Measured[]} variants Ours is the first one.
 * @property {import('./share-accepted.mjs').Share} [share] How many records need no closer look.
 */

/** @param {number[]} values @returns {number} */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/**
 * Runs the variants of a case in turn, A B C A B C, after one run of ours that is not counted: it brings the input into
 * the page cache.
 *
 * @param {import('./variant.mjs').Case} one
 * @param {{ bytes: number, runs: number, alone: boolean }} options `alone` leaves the rivals out.
 * @returns {Promise<Compared>}
 */
export async function compare(one, { bytes: size, runs, alone }) {
  const { bytes, variants, share, cleanUp } = await one.prepare(size);
  const possible = variants.filter(({ name, missing }) => {
    if (missing !== undefined) console.error(`  without ${name}: ${missing}`);
    return missing === undefined && (!alone || name.startsWith('bedrock-batch'));
  });
  const measured = possible.map(({ name }) => newMeasured(name));
  const { records } = (await possible[0]?.run()) ?? { records: 0 };
  for (let run = 0; run < Math.max(runs, runs > 1 ? (one.runs ?? 0) : 0); run += 1) {
    for (const [index, variant] of possible.entries()) {
      const figures = await variant.run();
      requireSame(figures.records, records, `${one.name}, ${variant.name}`);
      addRun(measured[index], figures);
    }
  }
  await cleanUp?.();
  return { name: one.name, bytes, records, variants: measured, ...(share && { share }) };
}

/** @param {string} name @returns {Measured} */
function newMeasured(name) {
  return { name, seconds: [], cpuSeconds: [], rssBytes: [] };
}

/** @param {Measured | undefined} measured @param {import('./measure.mjs').Figures} figures */
function addRun(measured, { seconds, cpuSeconds, rssBytes }) {
  measured?.seconds.push(seconds);
  measured?.cpuSeconds.push(cpuSeconds);
  measured?.rssBytes.push(rssBytes);
}

/** @param {number} counted @param {number} expected @param {string} who */
function requireSame(counted, expected, who) {
  if (counted === expected) return;
  throw new Error(`${who} counts ${counted} records, and bedrock-batch ${expected}`);
}
