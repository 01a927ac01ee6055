import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  buildDataset,
  type OpenSourceOptions,
  openSource,
  type Row,
} from '../../src/builders/index.ts';
import { isObject } from '../../src/core/index.ts';
import { readRows, readUntilError } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { datasetLines } from './support/dataset-lines.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const VEGA = root('node_modules/vega-datasets/data');
/** Data beside the project, which not everyone has. */
const SHARED = root('../shared/data');

const filesOf = (folder: string, ends: RegExp) =>
  readdirSync(folder).filter((name) => ends.test(name));

/** Documents of vega-datasets that are objects: each is no array of rows, and the hint names the paths where some are. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  'annual-precip.json': ['scale', 'translate', 'values'],
  'earthquakes.json': ['features'],
  'londonBoroughs.json': ['objects.boroughs.geometries'],
  'londonTubeLines.json': ['objects.line.geometries'],
  'miserables.json': ['nodes', 'links'],
  'us-10m.json': ['objects.counties.geometries', 'objects.states.geometries'],
  'volcano.json': ['values'],
  'world-110m.json': ['objects.countries.geometries'],
};

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
}

async function valuesOf(path: string, reading?: OpenSourceOptions): Promise<unknown[]> {
  return (await readRows(openSource(path, reading))).map((row) => row.value);
}

/** Reads a table, and has csv-parse read it. */
async function readTable(path: string) {
  const rows = await readRows(openSource(path));
  const [first] = rows;
  const read = [first?.columns ?? [], ...rows.map(textsOf)];
  const delimiter = path.endsWith('.tsv') ? '\t' : ',';
  const options = { bom: true, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true };
  return { read, byPeer: parse(readFileSync(path), { ...options, delimiter }) };
}

const textsOf = (row: Row) => row.columns.map((column) => row.text(column));

describe('tables of vega-datasets', () => {
  it.each(filesOf(VEGA, /\.[ct]sv$/))('%s is read as csv-parse reads it', async (name) => {
    const { read, byPeer } = await readTable(join(VEGA, name));

    expect(read.length).toBeGreaterThan(1);
    expect(read).toEqual(byPeer);
  });
});

describe('JSON of vega-datasets', () => {
  const folder = useTemporaryFolder();

  it.each(filesOf(VEGA, /\.json$/).filter((name) => !(name in OBJECTS)))(
    '%s is an array, whose rows are those of JSON.parse and make the same texts',
    async (name) => {
      const path = join(VEGA, name);
      const all = readJson(path) as readonly unknown[];

      expect(await valuesOf(path)).toEqual(all);

      const columns = commonColumns(all);
      const out = join(folder.path, 'out');
      const built = await buildDataset(path, {
        model: 'amazon.titan-embed-text-v2:0',
        prompt: columns.map((column) => `<{{${column}}}>`).join(''),
        quotas: { recordsPerFile: 1_000, recordsPerJob: 10_000, minRecordsPerJob: 10 },
        belowMinimum: 'pad',
        out,
      });
      const { lines } = await datasetLines(out, built);
      expect(lines.map(textOfLine).map(withPlainNumbers)).toEqual(
        all.map((row) => columns.map((column) => `<${said(row, column)}>`).join('')),
      );
    },
  );

  it.each(Object.entries(OBJECTS))(
    '%s is an object, and the error names where its rows are',
    async (name, paths) => {
      const path = join(VEGA, name);
      const { error } = await readUntilError(openSource(path));

      expect(error).toMatchObject({ code: 'SOURCE_SYNTAX' });
      for (const pick of paths) {
        expect(error.hint).toContain(`--pick ${pick}`);
        const steps = pick.split('.');
        expect(await valuesOf(path, { pick })).toEqual(
          steps.reduce((here, step) => (here as Record<string, unknown>)[step], readJson(path)),
        );
      }
    },
  );
});

describe.skipIf(!existsSync(SHARED))(
  'files of shared/data, where it lies beside the project',
  () => {
    it('has a table that is read as csv-parse reads it', async () => {
      const { read, byPeer } = await readTable(join(SHARED, 'conversations.csv'));

      expect(read).toHaveLength(841);
      expect(read).toEqual(byPeer);
    });

    it('has an array of 783 rows, which are those of JSON.parse', async () => {
      const path = join(SHARED, 'conversations.json');
      const rows = await valuesOf(path);

      expect(rows).toHaveLength(783);
      expect(rows).toEqual(readJson(path));
    });

    it('has lines of JSON, which are those of JSON.parse', async () => {
      const path = join(SHARED, 'filings-prompts.jsonl');
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');

      expect(await valuesOf(path)).toEqual(lines.map((line) => JSON.parse(line)));
    });

    it('has a workbook, which is named', async () => {
      const { error } = await readUntilError(openSource(join(SHARED, 'conversations.xlsx')));

      expect(error).toMatchObject({ code: 'SOURCE_SYNTAX' });
      expect(error.message).toContain('is an Excel workbook');
      expect(error.hint).toBe('Save the sheet as CSV UTF-8, and give that file');
    });
  },
);

/** Columns that each row has, or the one of rows that are no objects. */
function commonColumns(rows: readonly unknown[]): readonly string[] {
  const [first] = rows;
  if (!isObject(first)) return ['value'];
  return Object.keys(first).filter((column) => rows.every((row) => isObject(row) && column in row));
}

function textOfLine(line: string): string {
  return (JSON.parse(line) as { modelInput: { inputText: string } }).modelInput.inputText;
}

/** A template writes numbers as they stand in the source, such as `1.0`, and JSON.stringify as JavaScript does. */
function withPlainNumbers(text: string): string {
  return text.replaceAll(/(?<=[<[:,])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?=[>\],}])/gi, (digits) =>
    String(Number(digits)),
  );
}

/** What a template makes of a value, but for its numbers. */
function said(row: unknown, column: string): string {
  const value = isObject(row) ? row[column] : row;
  if (typeof value === 'string') return withPlainNumbers(`<${value}>`).slice(1, -1);
  return value === null ? '' : JSON.stringify(value);
}
