export { costOfTokens } from './cost-of-tokens.ts';
export type {
  Cost,
  Estimate,
  EstimatedDataset,
  EstimatedModel,
  EstimateOptions,
} from './estimate.ts';
export { estimateDataset, estimateFiles } from './estimate-dataset.ts';
export { priceInForce } from './price-in-force.ts';
export { type FoundPrice, type PriceOptions, priceOf, type TokenPrice } from './price-of.ts';
export { SampledSum } from './project-sum.ts';
export { projectedCost } from './projected-cost.ts';
export type { Interval } from './tokens/input-tokens.ts';
export { encodingOf, openTokenizer, type TokenizerOptions } from './tokens/open-tokenizer.ts';
export type { TokenCounter } from './tokens/token-counter.ts';
