import { PlainLineEngine, TOO_LONG, type Verdicts } from '../../src/engine/index.ts';

/** A line as it came out of the engine. */
export interface LineThrough {
  readonly text: string;
  readonly offset: number;
  readonly tooLong: boolean;
}

/** Puts pieces of bytes through a plain engine and copies out what it gives. */
export function linesThrough(
  pieces: Iterable<Uint8Array>,
  options: { readonly maxLineBytes?: number } = {},
): LineThrough[] {
  const engine = new PlainLineEngine(options);
  const lines: LineThrough[] = [];
  for (const piece of pieces) {
    engine.room(piece.length).set(piece);
    lines.push(...copied(engine.push(piece.length)));
  }
  lines.push(...copied(engine.finish()));
  return lines;
}

function copied(block: Verdicts): LineThrough[] {
  return Array.from({ length: block.count }, (_, index) => ({
    text: Buffer.from(block.bytes.subarray(block.ends[index - 1] ?? 0, block.ends[index])).toString(
      'latin1',
    ),
    offset: block.offsets[index] ?? -1,
    tooLong: block.verdict[index] === TOO_LONG,
  }));
}
