import { describe, expect, it } from 'vitest';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';

const OPTIONS: ValidateOptions = {
  model: 'amazon.titan-embed-text-v2:0',
  quotas: { minRecordsPerJob: 1 },
};
const MIB = 2 ** 20;
const NEWLINE = Buffer.from('\n');

function* repeated(piece: Uint8Array, times: number, behind: Uint8Array = NEWLINE) {
  for (let time = 0; time < times; time += 1) yield piece;
  yield behind;
}

describe('validateDataset() of very long things', () => {
  it('finds a line of 256 MiB too long, and the next one where it is', async () => {
    const text = Buffer.alloc(MIB, 'a');
    const behind = Buffer.from('"}}\n{"recordId":7}\n');

    const report = await validateDataset({ bytes: repeated(text, 256, behind) }, OPTIONS);

    const [tooLong, typed] = report.diagnostics;
    expect(tooLong).toMatchObject({
      code: 'JSONL_LINE_TOO_LONG',
      location: { line: 1, column: 1, byteOffset: 0 },
      args: { actual: 256 * MIB + 3 },
    });
    expect(typed).toMatchObject({
      code: 'RECORD_ID_TYPE',
      location: { line: 2, byteOffset: 256 * MIB + 4 + 12 },
    });
    expect(tooLong?.excerpt?.text.length).toBeLessThanOrEqual(80);
  });

  it('takes a line of the longest length there may be, and none that is longer', async () => {
    const line = '{"recordId":"1","modelInput":{"inputText":"Hello"}}';
    const codes = async (maxLineBytes: number) => {
      const bytes = [Buffer.from(`${line}\n`)];
      return (await validateDataset({ bytes }, { ...OPTIONS, maxLineBytes })).counts;
    };

    expect(await codes(line.length)).toEqual([]);
    expect(await codes(line.length - 1)).toMatchObject([{ code: 'JSONL_LINE_TOO_LONG', count: 1 }]);
  });

  it('shows little of recordIds of a million characters, and knows each of them again', async () => {
    const id = 'é'.repeat(MIB);
    const line = (recordId: string) =>
      Buffer.from(`${JSON.stringify({ recordId, modelInput: { inputText: 'x' } })}\n`);

    const report = await validateDataset(
      { bytes: [line(`${id}1`), line(`${id}2`), line(`${id}1`)] },
      { ...OPTIONS, quotas: { minRecordsPerJob: 1, recordBytes: 1e9 } },
    );

    expect(report.counts).toMatchObject([
      { code: 'RECORD_ID_UNUSUAL', count: 3 },
      { code: 'RECORD_ID_DUPLICATE', count: 1 },
    ]);
    for (const { message, hint, expected, received } of report.diagnostics) {
      for (const text of [message, hint, expected, received])
        expect((text ?? '').length).toBeLessThan(500);
    }
  });

  it('reads bytes that come one by one', async () => {
    const file = Buffer.from(
      '{"recordId":"1","modelInput":{"inputText":"é😀"}}\r\n\n{"recordId":"1"}',
    );
    const singles = [...file].map((byte) => Uint8Array.of(byte));

    const report = await validateDataset({ bytes: singles }, OPTIONS);

    expect(report).toEqual(await validateDataset({ bytes: [file] }, OPTIONS));
    expect(report.counts.map(({ code }) => code)).toContain('RECORD_ID_DUPLICATE');
  });

  it('reads empty pieces, however many', async () => {
    const report = await validateDataset(
      { bytes: repeated(new Uint8Array(), 10_000, Buffer.from('{"recordId":1}\n')) },
      OPTIONS,
    );

    expect(report.records).toBe(1);
  });
});
