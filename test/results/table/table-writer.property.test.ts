import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLineWithoutRow, readWholeLine } from '../../../src/results/outcomes/saved-line.ts';
import {
  OutcomeTable,
  type OutcomeTableOptions,
} from '../../../src/results/table/outcome-table.ts';
import { TableWriter } from '../../../src/results/table/table-writer.ts';
import { anyText } from '../../engine/support/any-text.ts';
import { drawFrom, jsonText, seeds } from '../../engine/support/json-texts.ts';
import { blockOf } from './support/saved-block.ts';

/** What CSV, spreadsheets and JSON take for more than text. */
const special = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", '\\', '.', 'e', '5'),
    fc.constantFrom('＝', '＋', '－', '＠', '\u001f', '\u2028', '日', '😀', 'a', ' '),
  ),
  maxLength: 40,
});
/** What asks for a closer look is rare, or nothing else would be seen. */
const stringJson = fc.oneof(
  { weight: 20, arbitrary: special.map((text) => JSON.stringify(text)) },
  { weight: 10, arbitrary: fc.string({ maxLength: 80 }).map((text) => JSON.stringify(text)) },
  {
    weight: 4,
    arbitrary: fc.tuple(special, seeds).map(([text, seed]) => jsonText(text, drawFrom(seed))),
  },
  { weight: 1, arbitrary: anyText.map((text) => JSON.stringify(text)) },
);
const digits = fc.stringMatching(/^-?(?:0|[1-9]\d{0,24})(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?$/);
const numberJson = fc.oneof(
  { weight: 10, arbitrary: fc.integer().map(String) },
  { weight: 5, arbitrary: fc.stringMatching(/^-?(?:0|[1-9]\d{0,7})\.\d{1,8}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^[1-9]\d{14,24}$/) },
  { weight: 2, arbitrary: digits },
  { weight: 1, arbitrary: fc.constantFrom('-0', '1e400', '-1e400', '0.000001', '0.0000001') },
);
const scalarJson = fc.oneof(
  { weight: 4, arbitrary: stringJson },
  { weight: 3, arbitrary: numberJson },
  { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'null') },
);
const blank = fc.constantFrom('', '', '', ' ', '\t');
const keyJson = (...names: readonly string[]) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...names).map((name) => JSON.stringify(name)) },
    { weight: 2, arbitrary: stringJson },
    { weight: 1, arbitrary: fc.constantFrom('"\\u0074ext"', '"__proto__"', '"7"', '""') },
  );

function objectJson(
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
  maxLength = 5,
): fc.Arbitrary<string> {
  const members = fc.tuple(blank, key, blank, value);
  return fc
    .oneof(
      {
        weight: 8,
        arbitrary: fc.uniqueArray(members, { maxLength, selector: ([, name]) => name }),
      },
      { weight: 1, arbitrary: fc.array(members, { maxLength }) },
    )
    .map((all) => `{${all.map(([a, k, b, v]) => `${a}${k}${b}:${a}${v}`).join(',')}}`);
}

const { value: valueJson } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarJson,
    objectJson(keyJson('a', 'b', 'c'), tie('value')),
    fc.array(tie('value'), { maxLength: 4 }).map((all) => `[${all.join(',')}]`),
  ),
}));

const member = (name: string, value: fc.Arbitrary<string>) =>
  fc.tuple(fc.constant(JSON.stringify(name)), value);
const oddMember = fc.tuple(
  keyJson('text', 'row', 'usage', 'error', 'answer', 'été'),
  fc.oneof(valueJson, objectJson(keyJson('code', 'title', 'inputTokens'), valueJson)),
);
const rowJson = fc.oneof(
  {
    weight: 5,
    arbitrary: objectJson(keyJson('title', 'text', 'year', 'more', 'a', 'b', 'c'), valueJson),
  },
  { weight: 1, arbitrary: valueJson },
);

/** Members of an outcome, most of them once. */
const lineJson = fc
  .tuple(
    fc.subarray(
      [
        member('recordId', stringJson),
        member('status', stringJson),
        member('reason', stringJson),
        member('text', fc.oneof(stringJson, valueJson)),
        member('usage', objectJson(keyJson('inputTokens', 'outputTokens'), scalarJson, 2)),
        member('error', objectJson(keyJson('code', 'message', 'retryable'), scalarJson, 3)),
        member('output', valueJson),
        member('row', rowJson),
        member('line', numberJson),
      ],
      { minLength: 3 },
    ),
    fc.option(oddMember, { freq: 6 }),
    blank,
  )
  .chain(([members, odd, space]) =>
    fc
      .tuple(...members)
      .map((all) => (odd === null ? all : [...all, odd]))
      .map((all) => `{${all.map(([key, json]) => `${space}${key}:${json}${space}`).join(',')}}`),
  );

const options: fc.Arbitrary<OutcomeTableOptions> = fc.record(
  {
    columns: fc.uniqueArray(
      fc.constantFrom(
        ...['recordId', 'status', 'text', 'error', 'errorMessage', 'retryable', 'inputTokens'],
        ...['output', 'row', 'row.title', 'row.text', 'row.year', 'row.__proto__', 'row.7', 'row.'],
        ...['answer', 'answer.a', 'line', 'row.nobody'],
      ),
      { minLength: 1 },
    ),
    rawCells: fc.boolean(),
    bom: fc.boolean(),
  },
  { requiredKeys: [] },
);

interface Made {
  readonly csv: string;
  readonly leftOut: readonly string[];
}

/** The table that is made of values: what is right. */
function tableOfValues(
  lines: readonly string[],
  read: typeof readWholeLine,
  given: OutcomeTableOptions,
): Made {
  const leftOut: string[] = [];
  const table = new OutcomeTable({ ...given, onLeftOut: (names) => leftOut.push(...names) });
  let csv = '';
  for (const line of lines) csv += table.add(read(Buffer.from(line)));
  csv += table.finish();
  return { csv: csv.toWellFormed(), leftOut };
}

/** The table that is made of lines, so many in a block. */
function tableOfLines(
  lines: readonly string[],
  { read, withRows }: { readonly read: typeof readWholeLine; readonly withRows: boolean },
  given: OutcomeTableOptions & { readonly perBlock: number },
): Made {
  const leftOut: string[] = [];
  const writer = new TableWriter({ ...given, onLeftOut: (names) => leftOut.push(...names) });
  const pieces: Buffer[] = [];
  for (let from = 0; from < lines.length; from += given.perBlock) {
    writer.addLines(blockOf(lines.slice(from, from + given.perBlock)), { read, withRows });
    pieces.push(Buffer.from(writer.take()));
  }
  pieces.push(Buffer.from(writer.finish()));
  return { csv: Buffer.concat(pieces).toString(), leftOut };
}

describe('a table of lines', () => {
  it('is always the table of the values that stand in them', () => {
    fc.assert(
      fc.property(
        fc.array(lineJson, { minLength: 1, maxLength: 8 }),
        options,
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (lines, given, perBlock, withRows) => {
          const read = withRows ? readWholeLine : readLineWithoutRow;

          expect(tableOfLines(lines, { read, withRows }, { ...given, perBlock })).toEqual(
            tableOfValues(lines, read, given),
          );
        },
      ),
    );
  });

  it('always has the columns of the first rows, and names those of later ones', () => {
    const first = Array.from(
      { length: 1000 },
      (_, place) => `{"recordId":"${place}","status":"succeeded","row":{"title":"Heat","year":1}}`,
    );
    fc.assert(
      fc.property(fc.array(lineJson, { maxLength: 8 }), (later) => {
        const lines = [...first, ...later];
        const reading = { read: readWholeLine, withRows: true };

        expect(tableOfLines(lines, reading, { perBlock: 300 })).toEqual(
          tableOfValues(lines, readWholeLine, {}),
        );
      }),
      { numRuns: 20 },
    );
  });
});
