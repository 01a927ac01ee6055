import { NEWLINE } from '../../core/index.ts';
import type { Block } from './line-engine.ts';

/** Gives the bytes of a line of a block, its newline included. */
export function lineOf(block: Block, index: number): Uint8Array {
  return block.bytes.subarray(block.ends[index - 1] ?? 0, block.ends[index]);
}

/** Gives the bytes of a line without the newline that ends it, where one does. */
export function withoutNewline(line: Uint8Array): Uint8Array {
  return line.at(-1) === NEWLINE ? line.subarray(0, -1) : line;
}
