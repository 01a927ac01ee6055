import { BedrockBatchError, countOf, formatCount } from '../../core/index.ts';
import type { CanaryReport } from './canary-report.ts';

/** A canary has ended, and nobody said to go on: the other records were not asked, and its outcomes are kept. */
export class CanaryError extends BedrockBatchError {
  static {
    this.prototype.name = 'CanaryError';
  }
  declare readonly code: 'CANARY_HELD';
  readonly canary: CanaryReport;

  constructor(canary: CanaryReport) {
    const { outcomes, failed, rest } = canary;
    super(
      'CANARY_HELD',
      `The canary has ended: ${formatCount(failed)} of ${countOf(outcomes, 'record')} did not succeed; the other ${countOf(rest, 'record')} ${rest === 1 ? 'was' : 'were'} not submitted`,
      {
        hint: 'Look at its outcomes, then repeat the same command with --go-on (in the library a goOn that says so); nothing is paid for twice',
      },
    );
    this.canary = canary;
  }
}
