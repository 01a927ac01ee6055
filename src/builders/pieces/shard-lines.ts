import {
  LARGEST_LINE_BYTES,
  linesOfPieces,
  PlainLineEngine,
  type Verdicts,
} from '../../engine/index.ts';
import type { Home } from '../../io/index.ts';
import type { ShardSpan } from './join-jobs.ts';

/**
 * Reads the lines of a span of a shard, in blocks.
 *
 * @param home Where the shard lies.
 * @yields Blocks that are valid until the next one. Memory: 1 MiB and the longest line.
 */
export async function* shardLines(
  home: Home,
  { of, from, to }: ShardSpan,
  signal?: AbortSignal,
): AsyncGenerator<Verdicts, void> {
  let line = 0;
  const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
  for await (const block of linesOfPieces(home.read(of.path, { signal }), engine)) {
    const [first, last] = [Math.max(from - line, 0), Math.min(to - line, block.count)];
    line += block.count;
    if (first < last) yield linesBetween(block, first, last);
    if (line >= to) return;
  }
}

/** Gives the lines of a block from one to before another one, counted from 0. */
export function linesBetween(block: Verdicts, first: number, last: number): Verdicts {
  if (first === 0 && last === block.count) return block;
  const start = first === 0 ? 0 : (block.ends[first - 1] ?? 0);
  return {
    ...block,
    bytes: block.bytes.subarray(start, block.ends[last - 1]),
    ends: block.ends.slice(first, last).map((end) => end - start),
    verdict: block.verdict.subarray(first, last),
    count: last - first,
  };
}
