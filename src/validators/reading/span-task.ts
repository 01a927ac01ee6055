import type { LineSpan } from './line-spans.ts';
import type { PackedVerdicts } from './packed-verdicts.ts';

/**
 * A span on its way: it waits until somebody has time, a worker has it, or it is judged, by the worker or by the main thread that ran
 * out of other spans. What a worker could not do waits again, for the main thread.
 */
export interface SpanTask {
  readonly path: string;
  readonly span: LineSpan;
  state: 'waiting' | 'given' | 'judged';
  /** Whether a worker failed at it, or its lines are too short to judge them ahead. */
  isRefused: boolean;
  packs: readonly PackedVerdicts[];
}

/** Memory of the verdicts on a span that was judged. */
export function bytesOf({ packs }: SpanTask): number {
  return packs.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
}

export function newSpanTask(path: string, span: LineSpan): SpanTask {
  return { path, span, state: 'waiting', isRefused: false, packs: [] };
}
