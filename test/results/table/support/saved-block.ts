import type { Block } from '../../../../src/engine/index.ts';

/** Puts lines of saved outcomes into a block. */
export function blockOf(lines: readonly string[]): Block {
  const texts = lines.map((line) => Buffer.from(`${line}\n`));
  let end = 0;
  const ends = Uint32Array.from(texts, ({ length }) => {
    end += length;
    return end;
  });
  return { bytes: Buffer.concat(texts), ends, count: texts.length };
}
