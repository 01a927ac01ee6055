import { countOf, formatCount } from '../../../core/index.ts';
import type { Estimate, FoundPrice } from '../../../pricing/index.ts';
import { costText, intervalText, pricesText, rounded } from './estimate-text.ts';

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

function tokensOf({ records, tokensIn, mostTokensOut, withMedia }: Estimate): string {
  const written =
    mostTokensOut === undefined ? [] : [`at most ${formatCount(mostTokensOut)} written`];
  const media = withMedia === 0 ? [] : ['media not counted'];
  const read = `${intervalText(tokensIn, rounded)} tokens read`;
  return [countOf(records, 'record'), read, ...written, ...media].join(', ');
}

function priceOf(price: FoundPrice): string {
  return price.kind === 'unknown' ? '' : `; ${pricesText(price)}`;
}
