import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/results/index.ts';
import { readWholeLine } from '../../../src/results/outcomes/saved-line.ts';
import type { OutcomeTableOptions } from '../../../src/results/table/outcome-table.ts';
import { TableWriter } from '../../../src/results/table/table-writer.ts';
import { blockOf } from './support/saved-block.ts';

/** Writes lines as a table, and counts those that became values. */
function tableOf(lines: readonly string[], options: OutcomeTableOptions) {
  const writer = new TableWriter(options);
  let read = 0;
  const reading = {
    withRows: true,
    read(line: Uint8Array): Outcome {
      read += 1;
      return readWholeLine(line);
    },
  };
  writer.addLines(blockOf(lines), reading);
  return { csv: Buffer.from(writer.finish()).toString(), read };
}

const ROW =
  '"row":{"id":"1","title":"=1+1","price":-5,"tags":["a","b, c"],"sku":12345678901234567890}';
const USUAL = [
  `{"recordId":"1","status":"succeeded","text":"A \\"quoted\\"\\nline, é😀","usage":{"inputTokens":21,"outputTokens":4},${ROW}}`,
  `{"recordId":"2","status":"failed","error":{"code":"400","message":"-x","retryable":false},${ROW}}`,
  `{"recordId":"3","status":"unprocessed","reason":"stopped","text":""}`,
];
const COLUMNS = ['recordId', 'text', 'inputTokens', 'error', 'errorMessage'];
const OF_ROW = ['row.title', 'row.price', 'row.tags', 'row.sku', 'output'];

describe('a table of lines', () => {
  it('makes no values of usual lines', () => {
    const { csv, read } = tableOf(USUAL, { columns: [...COLUMNS, ...OF_ROW] });

    expect(csv.split('\r\n').slice(1)).toEqual([
      `1,"A ""quoted""\nline, é😀",21,,,'=1+1,-5,"[""a"",""b, c""]",12345678901234567890,`,
      `2,,,400,'-x,'=1+1,-5,"[""a"",""b, c""]",12345678901234567890,`,
      '3,"",,stopped,,,,,,',
      '',
    ]);
    expect(read).toBe(0);
  });

  it.each([
    ['a number that JavaScript writes in another way', '"row":{"title":1.0}', '1'],
    ['a number that no double holds', '"row":{"title":1e400}', '1e400'],
    ['half of a surrogate pair', '"row":{"title":"\\ud800"}', '\ufffd'],
    ['a key twice', '"row":{"title":1,"title":2}', '2'],
    ['a key with an escape', '"row":{"titl\\u0065":3}', '3'],
    ['numbers in a list that are written in another way', '"row":{"title":[1.50]}', '[1.5]'],
    ['keys that come before others', '"row":{"title":{"b":1,"7":2}}', '"{""7"":2,""b"":1}"'],
    ['an escape that need not be', '"row":{"title":["\\/"]}', '"[""/""]"'],
  ])('takes a closer look at %s', (_, member, cell) => {
    const { csv, read } = tableOf([...USUAL, `{${member}}`, ...USUAL], { columns: ['row.title'] });

    expect(csv.split('\r\n')[4]).toBe(cell);
    expect(read).toBe(1);
  });

  it('looks no more than once at a key that only later rows have', () => {
    const first = Array.from({ length: 1000 }, () => '{"row":{"a":1}}');
    const later = Array.from({ length: 50 }, () => '{"row":{"a":1,"late":2}}');
    const told: string[] = [];
    const onLeftOut = (columns: readonly string[]) => told.push(...columns);

    expect(tableOf([...first, ...later], { onLeftOut }).read).toBe(1001);
    expect(told).toEqual(['late']);
  });

  it('writes rows that are many times as large as what there is room for at first', () => {
    const text = 'x"'.repeat(1 << 18);
    const line = JSON.stringify({ recordId: '1', text });
    const columns = ['text', 'text'];
    const cell = `"${text.replaceAll('"', '""')}"`;

    const { csv, read } = tableOf([line, line], { columns });

    expect(csv === `text,text\r\n${`${cell},${cell}\r\n`.repeat(2)}`).toBe(true);
    expect(read).toBe(0);
  });

  it('writes lines that are too long for the engine, and what is no UTF-8, all the same', () => {
    const long = JSON.stringify({ text: 'x'.repeat(9 << 20) });
    const block = blockOf(['{"text":"?"}', '{"text":"b"}']);
    block.bytes[block.bytes.indexOf(0x3f)] = 0xff;
    const writer = new TableWriter({ columns: ['text'] });
    const reading = { withRows: true, read: readWholeLine };

    writer.addLines(block, reading);
    writer.addLines(blockOf([long]), reading);
    const csv = Buffer.from(writer.finish()).toString();

    expect(csv.length).toBe('text\r\n\ufffd\r\nb\r\n\r\n'.length + (9 << 20));
    expect(csv.slice(0, 12)).toBe('text\r\n\ufffd\r\nb\r\n');
  });
});
