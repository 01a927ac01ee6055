import { countOf, formatCount } from '../../../core/index.ts';
import type { Estimate, FoundPrice } from '../../../pricing/index.ts';
import { costText, pricesText, readText } from './estimate-text.ts';

/**
 * Writes an estimate as one line: records, tokens, price, interval, and when the price was read.
 *
 * @param isLocal Whether nothing is paid, because the jobs run in the embedded emulator.
 */
export function estimateLine(estimate: Estimate, isLocal = false): string {
  return `${costOf(estimate, isLocal)}: ${tokensOf(estimate)}${priceOf(estimate.price)}`;
}

function costOf({ cost, price }: Estimate, isLocal: boolean): string {
  if (cost !== undefined) return `${isLocal ? 'Would cost' : 'Costs'} ${costText(cost)}`;
  const reason = price.kind === 'unknown' ? price.reason : 'no price';
  return `Cost not known, ${reason}; --price-in and --price-out say it`;
}

function tokensOf(estimate: Estimate): string {
  const { records, mostTokensOut, withMedia, counted, countedBy = '', isCountedWhole } = estimate;
  const written =
    mostTokensOut === undefined ? [] : [`at most ${formatCount(mostTokensOut)} written`];
  const media = withMedia === 0 || isCountedWhole ? [] : ['media not counted'];
  const by = counted === 0 ? '' : `, as ${countedBy} counted ${formatCount(counted)} of them`;
  const read = `${readText(estimate)} tokens read${by}`;
  return [countOf(records, 'record'), read, ...written, ...media].join(', ');
}

function priceOf(price: FoundPrice): string {
  return price.kind === 'unknown' ? '' : `; ${pricesText(price)}`;
}
