import { spawnSync } from 'node:child_process';
import { type Options, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CsvMachine } from '../../../src/builders/machines/csv-machine.ts';
import { bytesOf } from '../../support/read-rows.ts';

const ERROR = 'an error';
type Read = readonly (readonly string[])[] | typeof ERROR;
/** What is read of a table by default, behind its header. */
interface Made {
  readonly ours: Read;
  readonly python: Read;
  readonly papa: Read;
  readonly parse: Read;
}

const SEED = 20_261_129;
const TABLES = 400;
const HEADER = ['a', 'b', 'c'];
const COMMA = 0x2c;

/** Texts of fields: what delimits, quotes and breaks lines, and what others are known to trim or guess at. */
const text = fc
  .array(
    fc.constantFrom(
      ...['x', ' ', ',', ';', '\t', '"', '""', '\n', '\r\n', '\r', 'é', '日本', '😀', '\\', "'"],
      ...['1e5', 'true', 'null', '#', '\u00a0', '\u2028', '=1+1', '\\"', 'a longer text'],
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

/** Tables as any writer makes them: quotes where they are needed, and sometimes where they are not. */
const tables = fc
  .record({
    rows: fc.array(fc.array(fc.tuple(text, fc.boolean()), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    }),
    newline: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
  })
  .map(({ rows, newline, isEnded }) => {
    const lines = [HEADER, ...rows.map((row) => row.map(written))].map((row) => row.join(','));
    const values = rows.map((row) => row.map(([value]) => value));
    return { csv: lines.join(newline) + (isEnded ? newline : ''), newline, values };
  });

function written([value, isQuoted]: readonly [string, boolean]): string {
  return isQuoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function ours(csv: string): (string | null | undefined)[][] {
  const machine = new CsvMachine({ name: 'x', maxRowBytes: 1e6, delimiter: COMMA });
  const rows = [...machine.push(bytesOf(csv)), ...machine.finish()];
  if (machine.failure !== undefined) throw machine.failure;
  return rows.map((row) => row.columns.map((name) => row.text(name)));
}

const PYTHON = `
import csv, io, json, sys
tables = json.load(sys.stdin)
json.dump([list(csv.reader(io.StringIO(table, newline='')))[1:] for table in tables], sys.stdout)
`;
/** csv-parse takes the first line end that it meets for the only one, and empty lines for rows, unless it is told. */
const CSV_PARSE: Options = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  skip_empty_lines: true,
};

/**
 * What may stand in a table that no writer makes: anything, or rows of which few are wrong. No NUL stands behind a quote: csv-parse takes a
 * quote before one for a closing quote, and NUL for text of the field.
 */
const chaos = fc.constantFrom(
  ...['a', 'b', ',', ',', ',', '"', '"x,y"', '""', '"a""b"', '\n', '\n', '\r\n', '\r', ' ', 'é'],
  ...['1,2\n', '"1","2",3\n', '\ufeff', '\\"', 'x'.repeat(70_000)],
);
const line = fc.constantFrom(
  ...[
    '1,2,3\n',
    '"1","2\r3",\r\n',
    ',,\r',
    '\n',
    '"a""b",é," "\n',
    '5" x,1,2\n',
    '\u0000,\ufeff,\\\n',
  ],
);
const soup = fc
  .tuple(
    fc.constantFrom('a,b,c\n', '\ufeff"a",b,c\r\n'),
    fc.oneof(fc.array(chaos, { maxLength: 12 }), fc.array(line, { maxLength: 5 })),
  )
  .map(([header, pieces]) => header + pieces.join(''));

/** The rows that something reads, or that it reads none. */
function orError<T>(read: () => T): T | typeof ERROR {
  try {
    return read();
  } catch {
    return ERROR;
  }
}

/** Of each way to be no table of RFC 4180 one, with what all of them make of it, as `docs/sources.md` has it. */
const HOSTILE: readonly (readonly [name: string, csv: string, made: Made])[] = [
  [
    'text behind a closing quote',
    'a,b\n"x"y,1\n',
    { ours: ERROR, python: [['xy', '1']], papa: [['x"y,1\n']], parse: ERROR },
  ],
  [
    'a quote that is not closed',
    'a,b\n"x,1\n',
    { ours: ERROR, python: [['x,1\n']], papa: [['x,1\n']], parse: ERROR },
  ],
  [
    'quotes inside of a field without quotes',
    'a,b\n5" x,1\n',
    { ours: [['5" x', '1']], python: [['5" x', '1']], papa: [['5" x', '1'], ['']], parse: ERROR },
  ],
  [
    'quotes behind a blank',
    'a,b\n "x,y",1\n',
    { ours: ERROR, python: [[' "x', 'y"', '1']], papa: [[' "x', 'y"', '1'], ['']], parse: ERROR },
  ],
  [
    'a row of too few fields',
    'a,b\n1\n',
    { ours: ERROR, python: [['1']], papa: [['1'], ['']], parse: ERROR },
  ],
  [
    'a row of too many fields',
    'a,b\n1,2,3\n',
    { ours: ERROR, python: [['1', '2', '3']], papa: [['1', '2', '3'], ['']], parse: ERROR },
  ],
  [
    'an empty line',
    'a,b\n\n1,2\n',
    { ours: [['1', '2']], python: [[], ['1', '2']], papa: [[''], ['1', '2'], ['']], parse: ERROR },
  ],
  [
    'a line end other than the first',
    'a,b\n1,2\r\n3,4\n',
    {
      ours: [
        ['1', '2'],
        ['3', '4'],
      ],
      python: [
        ['1', '2'],
        ['3', '4'],
      ],
      papa: [['1', '2\r'], ['3', '4'], ['']],
      parse: [
        ['1', '2\r'],
        ['3', '4'],
      ],
    },
  ],
  [
    'lines that end with CR alone',
    'a,b\r1,2\r',
    { ours: [['1', '2']], python: [['1', '2']], papa: [['1', '2'], ['']], parse: [['1', '2']] },
  ],
  [
    'a column without a name',
    'a,,c\n1,2,3\n',
    {
      ours: ERROR,
      python: [['1', '2', '3']],
      papa: [['1', '2', '3'], ['']],
      parse: [['1', '2', '3']],
    },
  ],
];

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What Python reads of tables, behind their headers. */
function readByPython(csvs: readonly string[]): unknown {
  const { stdout, status } = spawnSync('python3', ['-c', PYTHON], {
    input: JSON.stringify(csvs),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(status).toBe(0);
  return JSON.parse(stdout);
}

describe('CsvMachine', () => {
  const drawn = fc.sample(tables, { numRuns: TABLES, seed: SEED });

  it('always reads of a table what was written, as papaparse and csv-parse do', () => {
    for (const { csv, newline, values } of drawn) {
      const { data } = Papa.parse<string[]>(csv, { delimiter: ',', newline, skipEmptyLines: true });

      expect(ours(csv)).toEqual(values);
      expect(data.slice(1)).toEqual(values);
      expect(parse(csv, CSV_PARSE).slice(1)).toEqual(values);
    }
  });

  it.skipIf(!hasPython)(
    'always reads what the csv module of Python reads, where there is a python3',
    () => {
      const tablesOfText = drawn.map(({ csv }) => csv);

      expect(tablesOfText.map(ours)).toEqual(readByPython(tablesOfText));
    },
  );

  it('always reads what csv-parse reads, and refuses what it refuses but for quotes inside of a field', () => {
    const counts = { both: 0, neither: 0, alone: 0 };
    fc.assert(
      fc.property(soup, (csv) => {
        const read = orError(() => ours(csv));
        const byPeer = orError(() => parse(csv, CSV_PARSE).slice(1));
        if (Array.isArray(byPeer)) {
          expect(read).toEqual(byPeer);
          counts.both += 1;
        } else if (read === ERROR) counts.neither += 1;
        else {
          expect(() => parse(csv, CSV_PARSE)).toThrow('a quote is found on field');
          counts.alone += 1;
        }
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(20);
  });

  it.each(HOSTILE)('is said of %s what it, papaparse and csv-parse make of it', (_, csv, made) => {
    const { data } = Papa.parse<string[]>(csv);

    expect(orError(() => ours(csv))).toEqual(made.ours);
    expect(data.slice(1)).toEqual(made.papa);
    expect(orError(() => parse(csv).slice(1))).toEqual(made.parse);
  });

  it.skipIf(!hasPython)(
    'is said of each of them what Python makes of it, where there is a python3',
    () => {
      const made = HOSTILE.map(([, , { python }]) => python);

      expect(readByPython(HOSTILE.map(([, csv]) => csv))).toEqual(made);
    },
  );
});
