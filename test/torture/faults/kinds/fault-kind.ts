import type { Fault, SeenRequest } from '../../../support/fault-proxy.ts';

/** One thing that goes wrong between the command and AWS: a row of the table in docs/reliability.md. */
export interface FaultKind {
  /** Name, as in the table. */
  readonly name: string;
  /** Whether it can be done to any server of S3, also to one that keeps no checksums; default true. */
  readonly isOfAnyS3?: boolean;
  /** Whether the reply says what is not true, and nothing in it tells. */
  readonly isLie?: boolean;
  /** What it does to a request; undefined where it cannot be done to that one. */
  readonly faultOf: (request: SeenRequest, draw: FaultDraw) => Fault | undefined;
}

/** What a fault is told besides the request. */
export interface FaultDraw {
  /** From 0 to below 1: where a byte is flipped, a reply cut. */
  readonly place: number;
  /** To be called where the reply turns out to have nothing that could go wrong in this way. */
  readonly spared: () => void;
}
