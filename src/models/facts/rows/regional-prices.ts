import type { BatchPrice, RegionalPrice } from '../model-row.ts';
import { listPrice } from './evidence.ts';

type Priced = 'novaMicro' | 'novaLite' | 'nova2Lite' | 'gptOss120b' | 'kimiK2Thinking';

function at(input: number, output: number, ...regions: readonly string[]): RegionalPrice {
  return { input, output, regions };
}

/** Prices that differ by region, as AWS's Price List has them. */
export const regionalPrices: Readonly<Record<Priced, BatchPrice>> = {
  novaMicro: {
    ...listPrice(0.0175, 0.07, 'us-east-1', 'us-east-2', 'us-west-2', 'me-central-1'),
    elsewhere: [
      at(0.021, 0.084, 'ap-northeast-1', 'ap-southeast-7', 'us-gov-west-1'),
      at(0.0205, 0.082, 'ap-northeast-2', 'ap-south-1'),
      at(0.0235, 0.094, 'ap-southeast-1'),
      at(0.0185, 0.074, 'ap-southeast-2'),
      at(0.023, 0.092, 'eu-central-1'),
      at(0.019, 0.076, 'eu-north-1'),
      at(0.02, 0.08, 'eu-west-1'),
      at(0.026, 0.104, 'eu-west-3'),
      at(0.022, 0.088, 'il-central-1'),
    ],
  },
  novaLite: {
    ...listPrice(0.03, 0.12, 'us-east-1', 'us-east-2', 'us-west-2', 'me-central-1'),
    elsewhere: [
      at(0.036, 0.144, 'ap-east-2', 'ap-northeast-1', 'us-gov-west-1'),
      at(0.0355, 0.142, 'ap-northeast-2', 'ap-south-1'),
      at(0.0405, 0.162, 'ap-southeast-1'),
      at(0.0315, 0.126, 'ap-southeast-2'),
      at(0.0325, 0.13, 'ap-southeast-4', 'eu-north-1'),
      at(0.032, 0.128, 'ca-central-1'),
      at(0.039, 0.156, 'eu-central-1'),
      at(0.0345, 0.138, 'eu-west-1'),
      at(0.044, 0.176, 'eu-west-3'),
      at(0.0375, 0.15, 'il-central-1'),
    ],
  },
  // through geographic profiles; the global one costs less
  nova2Lite: {
    ...listPrice(0.165, 1.375, 'us-east-1'),
    profile: 'us',
    elsewhere: [
      { ...at(0.1595, 1.342, 'us-east-2'), profile: 'us' },
      { ...at(0.2145, 1.6755, 'us-west-1'), profile: 'us' },
      { ...at(0.1595, 1.3255, 'us-west-2'), profile: 'us' },
      { ...at(0.242, 2.0295, 'eu-west-3'), profile: 'eu' },
    ],
  },
  gptOss120b: {
    ...listPrice(0.075, 0.3, 'us-east-1', 'us-east-2', 'us-west-2', 'eu-north-1'),
    elsewhere: [
      at(0.09, 0.36, 'ap-northeast-1', 'sa-east-1', 'us-gov-west-1'),
      at(0.09, 0.35, 'ap-south-1', 'eu-west-1'),
      at(0.08, 0.31, 'ap-southeast-3'),
      at(0.1, 0.4, 'eu-central-1', 'eu-south-1'),
      at(0.12, 0.47, 'eu-west-2'),
    ],
  },
  kimiK2Thinking: {
    ...listPrice(0.3, 1.25, 'us-east-1', 'us-east-2', 'us-west-2'),
    elsewhere: [at(0.36, 1.52, 'ap-northeast-1', 'sa-east-1'), at(0.36, 1.47, 'ap-south-1')],
  },
};
