import { describe, expect, it } from 'vitest';
import {
  csv,
  fromIterable,
  parseTemplate,
  type Row,
  renderTemplate,
} from '../../../src/builders/index.ts';
import { requireColumns } from '../../../src/builders/template/template.ts';
import { bytesOf, firstRow } from '../../support/read-rows.ts';

const rowOf = (value: unknown) => firstRow(fromIterable([value]));
const csvRow = (text: string) => firstRow(csv(bytesOf(text), { name: 'films.csv' }));

describe('parseTemplate()', () => {
  it('names each column once, trimmed, in the order of first use', () => {
    expect(parseTemplate('{{ b c }}{{a.b}} {{b c}}{{\n x }}').columns).toEqual(['b c', 'a.b', 'x']);
  });

  it('takes text without columns', () => {
    expect(parseTemplate('a } b }} { c')).toMatchObject({
      columns: [],
      parts: [{ text: 'a } b }} { c' }],
    });
    expect(parseTemplate('')).toMatchObject({ columns: [], parts: [] });
  });

  it('takes escaped braces as text', () => {
    expect(parseTemplate('\\{{a}} {{b}} \\{{').parts).toEqual([
      { text: '{{a}} ' },
      { column: 'b' },
      { text: ' {{' },
    ]);
  });

  it.each([
    ['Hi\n  {{name', 'The "{{" in line 2, column 3 of the system is not closed'],
    ['{{a}} {{ }}', 'The "{{" in line 1, column 7 of the system names no column'],
  ])('refuses %j', (text, message) => {
    expect(() => parseTemplate(text, 'system')).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'system', message }),
    );
  });
});

describe('renderTemplate()', () => {
  it('puts the texts of columns in, and tells which are null or not there', async () => {
    const template = parseTemplate('{{a}}-{{b}}-{{c}}-{{b}}-{{d.e}}');

    expect(renderTemplate(template, await rowOf({ a: '{{b}}', b: null, d: { e: 1.5 } }))).toEqual({
      text: '{{b}}----1.5',
      empty: ['b'],
      missing: ['c'],
      unplain: [],
    });
  });

  it('renders an empty field of a table as nothing without a word', async () => {
    expect(renderTemplate(parseTemplate('[{{b}}]'), await csvRow('a,b\n1,\n'))).toEqual({
      text: '[]',
      empty: [],
      missing: [],
      unplain: [],
    });
  });

  it('tells which columns hold no plain data, each once, and where in them', async () => {
    const template = parseTemplate('{{a}}{{a}} {{b}} {{c.d}} {{e}}');
    const row = await rowOf({ a: Number.NaN, b: { c: [new Map()] }, c: { d: () => 1 }, e: 'x' });

    expect(renderTemplate(template, row)).toEqual({
      text: '   x',
      empty: [],
      missing: [],
      unplain: [
        { column: 'a', path: [], what: 'NaN' },
        { column: 'b', path: ['c', 0], what: 'an instance of "Map"' },
        { column: 'c.d', path: [], what: 'a function' },
      ],
    });
  });
});

describe('requireColumns()', () => {
  it('names the nearest column and all of them', async () => {
    const row = await csvRow('title,year\nJaws,1975\n');

    expect(() => requireColumns(parseTemplate('{{ttile}}'), row, 'prompt')).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_COLUMN_UNKNOWN',
        option: 'prompt',
        message: 'The prompt names "ttile", and "films.csv" has no such column',
        expected: 'one of "title", "year"',
        received: '"ttile"',
        hint: 'Write {{title}}, or name one of its columns: "title", "year"',
      }),
    );
  });

  it('leaves a column that holds no plain data to the diagnostics of its row', async () => {
    const row = await rowOf({ a: () => 1 });

    expect(() => requireColumns(parseTemplate('{{a}}'), row, 'prompt')).not.toThrow();
  });

  it('lists at most twelve columns', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const row = await csvRow(`${names.join(',')}\n${names.join(',')}\n`);

    expect(() => requireColumns(parseTemplate('{{zzzzzzzz}}'), row, 'id')).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(/^Name one of its columns: "c0".*"c11" and 8 more$/),
      }),
    );
  });

  it('checks the first row of other sources, and leaves later ones to diagnostics', () => {
    const other = { ...rowLike, isTabular: false };
    const check = (row: Row) => () => requireColumns(parseTemplate('{{a}}'), row, 'prompt');

    expect(check(other)).toThrow(
      'The prompt names "a", and the first row of "x" has no such column',
    );
    expect(check({ ...other, number: 2 })).not.toThrow();
    expect(check(rowLike)).toThrow();
  });
});

const rowLike: Row = {
  number: 1,
  source: 'x',
  columns: [],
  isTabular: true,
  value: {},
  text: () => undefined,
};
