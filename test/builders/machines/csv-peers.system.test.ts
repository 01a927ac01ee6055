import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CsvMachine } from '../../../src/builders/machines/csv-machine.ts';
import { bytesOf } from '../../support/read-rows.ts';

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
  return rows.map((row) => HEADER.map((name) => row.text(name)));
}

const PYTHON = `
import csv, io, json, sys
tables = json.load(sys.stdin)
json.dump([list(csv.reader(io.StringIO(table, newline='')))[1:] for table in tables], sys.stdout)
`;
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('CsvMachine', () => {
  const drawn = fc.sample(tables, { numRuns: TABLES, seed: SEED });

  it('always reads of a table what was written, as papaparse does', () => {
    for (const { csv, newline, values } of drawn) {
      const { data } = Papa.parse<string[]>(csv, { delimiter: ',', newline, skipEmptyLines: true });

      expect(ours(csv)).toEqual(values);
      expect(data.slice(1)).toEqual(values);
    }
  });

  it.skipIf(!hasPython)(
    'always reads what the csv module of Python reads, where there is a python3',
    () => {
      const { stdout, status } = spawnSync('python3', ['-c', PYTHON], {
        input: JSON.stringify(drawn.map(({ csv }) => csv)),
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });

      expect(status).toBe(0);
      expect(drawn.map(({ csv }) => ours(csv))).toEqual(JSON.parse(stdout));
    },
  );
});
