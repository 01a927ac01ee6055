import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/builders/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';

describe('jsonl()', () => {
  it('reads one value per line, and skips blank lines and a byte order mark', async () => {
    const rows = await readRows(jsonl(bytesOf('\ufeff{"a":1.0}\r\n\n \t\r\n  "b" \n3')));

    expect(rows.map((row) => row.value)).toEqual([{ a: 1 }, 'b', 3]);
    expect(rows.map(({ number, line, byteOffset }) => [number, line, byteOffset])).toEqual([
      [1, 1, 3],
      [2, 4, 21],
      [3, 5, 26],
    ]);
    expect(rows[0]?.text('a')).toBe('1.0');
    expect(rows[1]?.text('value')).toBe('b');
  });

  it('tells line, column and offset of what is wrong', async () => {
    const { rows, error } = await readUntilError(jsonl(bytesOf('{"a":1}\n {"é😀":1,}\n{"a":2}\n')));

    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', line: 2, column: 11, byteOffset: 21 });
    expect(error.message).toBe(
      '"stream" is not JSON at line 2, column 11: expected a key in double quotes, found "}"',
    );
  });

  it('points one big document to another format', async () => {
    const { error } = await readUntilError(jsonl(bytesOf('[\n{"a":1}\n]')));

    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', line: 1, column: 2 });
    expect(error.hint).toContain('--format json');
  });

  it('finds the byte that is no UTF-8, and a character that is cut at the end', async () => {
    const wrong = await readUntilError(jsonl(Uint8Array.of(0x31, 0x0a, 0x22, 0xff, 0x22)));
    const cut = await readUntilError(jsonl(Uint8Array.of(0x31, 0x0a, 0x22, 0xe2, 0x82)));

    expect(wrong.error).toMatchObject({ code: 'SOURCE_ENCODING', line: 2, byteOffset: 3 });
    expect(cut.error).toMatchObject({ code: 'SOURCE_ENCODING', line: 2, byteOffset: 3 });
  });

  it('refuses a line that is too long', async () => {
    const { rows, error } = await readUntilError(
      jsonl(bytesOf(`1\n"${'x'.repeat(50)}"\n`), { maxRowBytes: 20 }),
    );

    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'SOURCE_ROW', row: 2, line: 2, byteOffset: 2 });
  });

  it('gives nothing of an empty file', async () => {
    expect(await readRows(jsonl(bytesOf('\n \n')))).toEqual([]);
  });
});
