import type { Estimate } from '../../../src/pricing/index.ts';
import { MODEL } from '../fixture.ts';

/** What 100 records of 5,000 bytes are taken to cost: a dollar or two to read, a dollar at most to write. */
export const ESTIMATE: Estimate = {
  ...{ model: MODEL, region: 'us-east-1', records: 100, bytes: 5_000 },
  ...{
    isSampled: false,
    sampledBytes: 5_000,
    characters: 4_000,
    counted: 0,
    isCountedWhole: false,
  },
  tokensIn: { low: 1_000_000, likely: 1_500_000, high: 2_000_000 },
  ...{ mostTokensOut: 500_000, unbounded: 0, withMedia: 0, unreadable: 0 },
  price: { kind: 'given', low: { input: 1, output: 2 }, high: { input: 1, output: 2 } },
  cost: { input: { low: 1, likely: 1.5, high: 2 }, mostOutput: 1, most: 3 },
};
