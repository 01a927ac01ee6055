import type { Acceptance } from '../../engine/index.ts';
import type { LineSpan } from './line-spans.ts';
import type { PackedVerdicts } from './packed-verdicts.ts';

/** What a worker is told first: what it may accept. It is plain data, from which the worker makes its own engine. */
export interface WhatToAccept {
  readonly acceptance: Acceptance;
}

/** What a worker is asked then: to judge the lines of a span. It opens the file itself. */
export interface SpanToJudge {
  readonly id: number;
  readonly path: string;
  readonly span: LineSpan;
  /** Buffers for the answer, of any size. */
  readonly spares: readonly ArrayBuffer[];
}

/** What a worker says. */
export type LineWorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'judged'; readonly id: number; readonly packs: readonly PackedVerdicts[] }
  /** It could not read the lines, or they are too short to keep verdicts on: whoever asked reads them, and meets the error itself. */
  | { readonly kind: 'failed'; readonly id: number };
