import type { SimdLineEngine, Verdicts } from '../../engine/index.ts';
import { linesOfReads } from '../../engine/index.ts';
import type { RawFile } from '../../io/index.ts';
import type { LineSpan } from './line-spans.ts';

/** Puts the lines of a span through the engine; the views of a block are valid until the next one. */
export function judgeSpan(
  reader: Pick<RawFile, 'readAt'>,
  engine: SimdLineEngine,
  { start, end }: LineSpan,
): Generator<Verdicts> {
  let at = start;
  engine.restart(start);
  return linesOfReads((into) => {
    const wanted = Math.min(into.length, end - at);
    const bytes = wanted === 0 ? 0 : reader.readAt(into.subarray(0, wanted), at);
    at += bytes;
    return bytes;
  }, engine);
}
