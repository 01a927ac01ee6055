import type { Renderer } from '../../src/builders/rendering/renderer.ts';
import type { Row } from '../../src/builders/rows/row.ts';

/** What became of one row: a line with the digest of the row, or the row that is still to be mapped. */
export interface Rendered {
  readonly number: number;
  /** Its newline included. */
  readonly line?: string;
  readonly digest?: bigint;
  readonly row?: Row;
}

/** Gives a renderer a source in pieces, up to its end or to what is wrong with it. */
export function render(renderer: Renderer, pieces: readonly Uint8Array[]) {
  const rendered: Rendered[] = [];
  const take = (batches: ReturnType<Renderer['push']>) => {
    for (const batch of batches) {
      if (batch.kind === 'rows') {
        rendered.push(...batch.rows.map((row) => ({ number: row.number, row })));
        continue;
      }
      const { bytes, ends, count, firstRow, digests } = batch;
      for (let index = 0; index < count; index += 1) {
        const line = Buffer.from(bytes.subarray(ends[index - 1] ?? 0, ends[index])).toString();
        const digest = Buffer.from(digests).readBigUInt64LE(8 * index);
        rendered.push({ number: firstRow + index, line, digest });
      }
    }
  };
  for (const piece of pieces) if (renderer.failure === undefined) take(renderer.push(piece));
  if (renderer.failure === undefined) take(renderer.finish());
  return { rendered, failure: renderer.failure?.toJSON() };
}
