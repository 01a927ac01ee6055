// @ts-check
import { MODEL, UNBOUND } from '../subject.mjs';

/**
 * How many records of a corpus the engine accepts, so that nobody parses them.
 *
 * @typedef {object} Share
 * @property {number} records All lines.
 * @property {number} accepted Lines that the engine accepted.
 */

const MAX_LINE_BYTES = 64 * 1024 * 1024;
/** Of records that are right so many are accepted at least. */
const LEAST = 0.999;

/**
 * Puts a corpus through the engine that `validate` uses, outside of the runs that are measured.
 *
 * @param {string} file
 * @param {string} [model]
 * @returns {Promise<Share>}
 */
export async function shareAccepted(file, model = MODEL) {
  // the engine is no part of the public API
  const dist = new URL('../../dist/', import.meta.url);
  const { ACCEPTED, fileBlocks } = await import(new URL('engine/index.js', dist).href);
  const { lineEngines } = await import(new URL('validators/reading/line-engines.js', dist).href);
  const { nameModel } = await import(new URL('validators/lean.js', dist).href);
  const { quotasFor } = await import(new URL('quotas/index.js', dist).href);
  const named = nameModel({ model });
  const { quotas } = quotasFor(named.foundationModel, UNBOUND);
  const newEngine = lineEngines({ ...named, quotas, maxLineBytes: MAX_LINE_BYTES });
  const share = { records: 0, accepted: 0 };
  for (const { verdict, count } of fileBlocks(file, newEngine())) {
    share.records += count;
    for (let index = 0; index < count; index += 1) {
      if (verdict[index] === ACCEPTED) share.accepted += 1;
    }
  }
  return share;
}

/** @param {string} name Of the case. @param {Share} share @returns {string} */
export function shareText(name, { records, accepted }) {
  const share = accepted / Math.max(1, records);
  const short = share < LEAST ? ', LESS THAN THE 99.9 % THAT IS ASKED FOR' : '';
  return `${name}: ${(100 * share).toFixed(3)} % of ${records.toLocaleString('en')} records accepted without a closer look${short}`;
}
