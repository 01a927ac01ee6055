import { InvalidOptionError, quote } from '../../core/index.ts';

/** As Bedrock wrote the outputs, or as the rows of the source stood when the dataset was built. */
export type OutcomeOrder = 'outputs' | 'source';

/** Both. */
const ORDERS: readonly OutcomeOrder[] = ['outputs', 'source'];

/** In which order outcomes are given. */
export interface OrderOptions {
  /**
   * `outputs`: job by job as Bedrock wrote them, and nothing waits. `source`: as the rows stood when the dataset was built, rejected rows
   * in their places; outcomes wait until their job is read, or all jobs where rows share answers or were rejected. Default `outputs`.
   */
  readonly order?: OutcomeOrder | undefined;
  /** Folder for a file with what waits; it is gone with the process. Default: memory. */
  readonly tmp?: string | undefined;
}

/**
 * Tells whether outcomes are asked for in the order of the rows.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a word that is none of the two.
 */
export function isSourceOrder({ order = 'outputs' }: Pick<OrderOptions, 'order'>): boolean {
  if (ORDERS.includes(order)) return order === 'source';
  throw new InvalidOptionError(`There is no order ${quote(String(order))} of outcomes`, {
    option: 'order',
    expected: ORDERS.join(', '),
    received: String(order),
  });
}
