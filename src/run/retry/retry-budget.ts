import { CostError, formatDollars } from '../../core/index.ts';
import type { CostOptions } from '../../jobs/index.ts';
import { onDemandUnpriced } from '../on-demand/on-demand-unpriced.ts';
import type { RetryRunOptions } from './retry-options.ts';

/** What a retry may cost, all its rounds together: what the estimates of earlier ones took is not there for the next. */
export class RetryBudget {
  readonly #options: CostOptions;
  /** USD of the jobs that were asked for, by the upper ends of their estimates. */
  #taken = 0;
  #asking = 0;

  constructor(options: CostOptions) {
    this.#options = options;
  }

  /** Gives what the next jobs may cost; those before are taken to have been asked for. */
  next(): Pick<CostOptions, 'maxCost' | 'onEstimate'> {
    this.#taken += this.#asking;
    this.#asking = 0;
    const { maxCost, onEstimate } = this.#options;
    if (maxCost === undefined) return { onEstimate };
    return {
      maxCost: Math.max(0, maxCost - this.#taken),
      onEstimate: (estimate) => {
        this.#asking = estimate.cost?.most ?? 0;
        onEstimate?.(estimate);
      },
    };
  }

  /** Tells of all rounds where a limit ends a later one. */
  explained(error: CostError): CostError {
    const { maxCost: limit = error.limit } = this.#options;
    if (this.#taken === 0) return error;
    const message = `${error.message}; of $${formatDollars(limit)} the jobs of earlier rounds took up to $${formatDollars(this.#taken)}`;
    const most = error.most === undefined ? undefined : this.#taken + error.most;
    return new CostError(message, { limit, most, hint: error.hint });
  }
}

/**
 * Makes sure that a limit can be checked: what is asked on demand has other prices than a batch job, and none of them was read.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function requireBatchPrices({ maxCost, belowMinimum }: RetryRunOptions): void {
  if (maxCost === undefined || belowMinimum !== 'on-demand') return;
  throw onDemandUnpriced('belowMinimum "on-demand"');
}
