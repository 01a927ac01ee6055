import { describe, expect, it } from 'vitest';
import { csvCell } from '../../../src/results/table/csv-cell.ts';

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('that a spreadsheet would run is made harmless: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it.each(['-5', '+5', '-1.5e-3', '-.5', "it's", 'a=b', '- a list'.slice(2)])(
    'that is none stays as it is: %j',
    (text) => {
      expect(csvCell(text)).toBe(text);
    },
  );

  it('stays as it is where that is asked for', () => {
    expect(csvCell('=1+1', { rawCells: true })).toBe('=1+1');
  });

  it.each([
    [null, ''],
    [undefined, ''],
    ['', '""'],
    [-5, '-5'],
    [false, 'false'],
    [10n ** 20n, '100000000000000000000'],
    [Number.NaN, ''],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [{ a: 1n }, '"{""a"":""1""}"'],
    [() => 1, ''],
  ])('of %s is %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
