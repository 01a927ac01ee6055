import { type CanarySize, requireCanarySize } from '../../builders/index.ts';
import { requireOption } from '../../core/index.ts';
import type { Dataset } from '../../dataset/index.ts';
import type { CanaryReport } from './canary-report.ts';

/** How some records are tried before the others are paid for. */
export interface CanaryOptions {
  /** How many records: no fewer than a job needs, and no more than half of all. */
  readonly size: CanarySize;
  /** Decides, once they have their outcomes, whether the others are submitted. */
  readonly goOn: (report: CanaryReport) => boolean | Promise<boolean>;
  /** Told what they came to, before anything is decided. */
  readonly onReport?: ((report: CanaryReport) => void | Promise<void>) | undefined;
  /** Told, before anything is sent, that the dataset has too few records for a job to try and a job of the others, so that all are submitted at once. */
  readonly onNone?: ((dataset: Dataset) => void) | undefined;
}

/** @throws {InvalidOptionError} `INVALID_OPTION` for a size that is none, or nothing that decides. */
export function requireCanary(canary: CanaryOptions | undefined): void {
  if (canary === undefined) return;
  requireCanarySize(canary.size);
  const expected = 'a function that decides whether to go on';
  requireOption(typeof canary.goOn === 'function', {
    option: 'canary.goOn',
    value: canary.goOn,
    expected,
  });
}
