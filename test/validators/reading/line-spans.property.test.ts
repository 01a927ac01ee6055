import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFileReader } from '../../../src/io/index.ts';
import { type LineSpan, lineSpans } from '../../../src/validators/reading/line-spans.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

/** Lines from empty to longer than what is read to find where the near ones end. */
const texts = fc
  .tuple(
    fc.array(
      fc.oneof({ weight: 20, arbitrary: fc.nat(60) }, { weight: 1, arbitrary: fc.nat(40_000) }),
      { maxLength: 40 },
    ),
    fc.boolean(),
  )
  .map(([lengths, isEnded]) => {
    const text = lengths.map((length) => 'x'.repeat(length)).join('\n');
    return isEnded ? `${text}\n` : text;
  });

async function spansOf(path: string, spanBytes: number): Promise<LineSpan[]> {
  const reader = openFileReader(path);
  const spans: LineSpan[] = [];
  for await (const span of lineSpans(reader, { spanBytes })) spans.push(span);
  reader.close();
  return spans;
}

describe('lineSpans()', () => {
  it('always gives whole lines, each once and in order, and as few spans as their size allows', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 500 }), async (text, spanBytes) => {
        const path = join(folder.path, 'lines');
        await writeFile(path, text);

        const spans = await spansOf(path, spanBytes);

        const pieces = spans.map(({ start, end }) => text.slice(start, end));
        expect(pieces.join('')).toBe(text);
        expect(spans.at(-1)?.end).toBe(Number.POSITIVE_INFINITY);
        for (const piece of pieces.slice(0, -1)) {
          expect(piece.endsWith('\n')).toBe(true);
          expect(piece.length <= spanBytes || piece.indexOf('\n') >= spanBytes - 1).toBe(true);
        }
        for (const [index, piece] of pieces.slice(0, -2).entries()) {
          const next = pieces[index + 1] ?? '';
          expect(piece.length + next.indexOf('\n') + 1).toBeGreaterThan(spanBytes);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stops where a line has no end and the caller has lost patience', async () => {
    const path = join(folder.path, 'lines');
    await writeFile(path, Buffer.alloc(3_000_000, 'x'));
    const reader = openFileReader(path);
    const reason = new Error('enough');

    const spans = lineSpans(reader, { spanBytes: 100, signal: AbortSignal.abort(reason) });

    await expect(spans.next()).rejects.toBe(reason);
    reader.close();
  });
});
