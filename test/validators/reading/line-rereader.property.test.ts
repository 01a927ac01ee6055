import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, lineOf, TOO_LONG, type Verdicts } from '../../../src/engine/index.ts';
import { openFileReader } from '../../../src/io/index.ts';
import { judgeSpan } from '../../../src/validators/reading/judge-span.ts';
import { LineRereader } from '../../../src/validators/reading/line-rereader.ts';
import { PackedSpan } from '../../../src/validators/reading/packed-span.ts';
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

/** All lines of a file as an engine gives them, and as they are read again from what was kept of them. */
async function linesTwice(text: string) {
  const path = join(folder.path, 'lines');
  await writeFile(path, text);
  const reader = openFileReader(path);
  const spares = new SpareBuffers();
  const packed = new PackedSpan(spares);
  const once = Array.from(judgeSpan(reader, engine, WHOLE_FILE), (block) => {
    packed.add(block);
    return linesOf(block);
  });
  const rereader = new LineRereader(reader);
  const again = packed.packs.map((pack) => [...rereader.blocksOf(pack)].flatMap(linesOf));
  packed.discard();
  reader.close();
  return { once: once.flat(), again: again.flat(), packs: again.length, blocks: once.length };
}

const engine = simdEngine({ recordBytes: 1e6, maxLineBytes: MAX_LINE_BYTES });

describe('LineRereader', () => {
  it('always gives the lines and the verdicts that the engine gave', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const { once, again } = await linesTwice(given.join('\n'));

        expect(again).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the lines behind one of which the engine dropped the middle, though it is not long', async () => {
    const record = '{"recordId":"1","modelInput":{}}\n';
    const before = record.repeat(7000);
    const tooLong = `${'x'.repeat(90_000)}\n`;

    const { once, again } = await linesTwice(`${before}${tooLong}${record.repeat(9000)}`);

    expect(again).toEqual(once);
    expect(once[7000]?.verdict).toBe(TOO_LONG);
  });

  it('keeps verdicts of several blocks together', async () => {
    const text = `{"recordId":"1","modelInput":{"a":"${'x'.repeat(4000)}"}}\n`.repeat(1000);

    const { once, again, packs, blocks } = await linesTwice(text);

    expect(again).toEqual(once);
    expect(packs).toBeLessThan(blocks * 0.75);
  });

  it('gives nothing of another line where the file was cut meanwhile', async () => {
    const path = join(folder.path, 'lines');
    await writeFile(path, '{"recordId":"1","modelInput":{}}\n{"recordId":"2","modelInput":{}}\n');
    const reader = openFileReader(path);
    const packed = new PackedSpan(new SpareBuffers());
    for (const block of judgeSpan(reader, engine, WHOLE_FILE)) packed.add(block);
    const [pack] = packed.packs;
    if (pack === undefined) throw new Error('There is no pack');
    await writeFile(path, '{"recordId":"1"');

    const [block] = new LineRereader(reader).blocksOf(pack);
    const bytes = block?.bytes ?? '';

    reader.close();
    expect(Buffer.from(bytes).toString()).toBe(`{"recordId":"1"${'\0'.repeat(51)}`);
    expect(pack.count).toBe(2);
  });
});
