import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, lineOf, TOO_LONG, type Verdicts } from '../../../src/engine/index.ts';
import { openFileReader } from '../../../src/io/index.ts';
import { judgeSpan } from '../../../src/validators/reading/judge-span.ts';
import { LineRereader } from '../../../src/validators/reading/line-rereader.ts';
import { packVerdicts, unpackVerdicts } from '../../../src/validators/reading/packed-verdicts.ts';
import { SpareBuffers } from '../../../src/validators/reading/spare-buffers.ts';
import { simdEngine } from '../../support/simd-lines.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const WHOLE_FILE = { start: 0, end: Number.POSITIVE_INFINITY };
const MAX_LINE_BYTES = 5000;
const folder = useTemporaryFolder();

/** Records that are accepted, lines that are not, and a few of which the engine drops the middle. */
const lines = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.nat(400).map((n) => `{"recordId":"${n}","modelInput":{}}`) },
    { weight: 10, arbitrary: fc.string() },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 5001, max: 2_500_000 }).map((n) => 'ab c'.repeat(n / 4)),
    },
  ),
  { maxLength: 30 },
);

/** What a block says of each line; of one that is too long only what is sure to be kept. */
function linesOf(block: Verdicts) {
  const { count, offsets, idHashes, idStart, idEnd, ends, verdict } = block;
  return Array.from({ length: count }, (_, index) => {
    const isTooLong = verdict[index] === TOO_LONG;
    const text = Buffer.from(lineOf(block, index));
    const from = ends[index - 1] ?? 0;
    return {
      text: isTooLong ? [text.toString('latin1', 0, 4096), text.at(-1)] : text.toString('latin1'),
      verdict: verdict[index],
      place: [offsets[index], offsets[index + 1]],
      id: verdict[index] === ACCEPTED && [(idStart[index] ?? 0) - from, (idEnd[index] ?? 0) - from],
      hashes: [...idHashes.slice(2 * index, 2 * index + 2)],
    };
  });
}

describe('LineRereader', () => {
  it('always gives the lines and the verdicts that the engine gave', async () => {
    const engine = simdEngine({ recordBytes: 1e6, maxLineBytes: MAX_LINE_BYTES });
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const path = join(folder.path, 'lines');
        await writeFile(path, given.join('\n'));
        const reader = openFileReader(path);
        const rereader = new LineRereader(reader);
        const spares = new SpareBuffers();

        for (const block of judgeSpan(reader, engine, WHOLE_FILE)) {
          const packed = packVerdicts(block, spares);
          const again = [...rereader.blocksOf(packed)].flatMap(linesOf);
          expect(again).toEqual(linesOf(block));
          spares.give([packed.buffer]);
        }
        reader.close();
      }),
      { numRuns: 40 },
    );
  });

  it('gives nothing of another line where the file was cut meanwhile', async () => {
    const path = join(folder.path, 'lines');
    await writeFile(path, '{"recordId":"1","modelInput":{}}\n{"recordId":"2","modelInput":{}}\n');
    const reader = openFileReader(path);
    const engine = simdEngine({ recordBytes: 1e6 });
    const [packed] = Array.from(judgeSpan(reader, engine, WHOLE_FILE), (block) =>
      packVerdicts(block, new SpareBuffers()),
    );
    if (packed === undefined) throw new Error('There is no block');
    await writeFile(path, '{"recordId":"1"');

    const [block] = new LineRereader(reader).blocksOf(packed);
    const bytes = block?.bytes ?? '';

    reader.close();
    expect(Buffer.from(bytes).toString()).toBe(`{"recordId":"1"${'\0'.repeat(51)}`);
    expect(unpackVerdicts(packed).count).toBe(2);
  });
});
