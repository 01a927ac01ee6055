import { type Dataset, openHome } from '../dataset/index.ts';
import { withHome } from '../partitions/index.ts';

/** Does work with the dataset below a prefix in S3, and lets go of its connections: a function that is called again lives on. */
export function withDataset<Value>(
  out: string,
  work: (dataset: Dataset) => Promise<Value>,
): Promise<Value> {
  return withHome(out, {}, async (home) => work(await openHome(home)));
}
