import type { LeftOver } from '../outcomes/job-end.ts';
import type { LineOutcome } from '../outputs/output-line.ts';

/** An outcome with the id of its record and its position in the job. */
export interface PlacedOutcome {
  readonly position: number;
  readonly recordId: string;
  readonly outcome: LineOutcome & Partial<LeftOver>;
  /** JSON text of the output, where there is one. */
  readonly outputText?: string | undefined;
  /** The bytes of it, until the lines of the next block are read. */
  readonly outputBytes?: Uint8Array | undefined;
}
