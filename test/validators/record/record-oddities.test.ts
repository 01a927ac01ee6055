import { describe, expect, it } from 'vitest';
import {
  type ValidateOptions,
  validateDataset,
  validateRecord,
} from '../../../src/validators/index.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const OPTIONS: ValidateOptions = { model: TITAN, quotas: { minRecordsPerJob: 1 } };
/** Texts may be longer than the model takes. */
const LONG: ValidateOptions = { ...OPTIONS, severities: { MODEL_INPUT_DOUBTFUL: 'off' } };

const recordWith = (text: string, id = '1') =>
  `{"recordId":"${id}","modelInput":{"inputText":"${text}"}}`;

function validate(text: string, options: ValidateOptions = OPTIONS) {
  return validateDataset({ bytes: [Buffer.from(text)] }, options);
}

describe('validateDataset() of what JSON allows and readers disagree on', () => {
  it.each([
    [
      'JSONL_DUPLICATE_KEY',
      'error',
      '{"recordId":"1","modelInput":{"inputText":"","inputText":"a"}}',
    ],
    ['JSONL_LONE_SURROGATE', 'error', recordWith('a\\udc00')],
    ['JSONL_NUL_ESCAPE', 'warning', recordWith('a\\u0000')],
    ['JSONL_NUL_BYTE', 'error', recordWith('a\0')],
    ['JSONL_LINE_SEPARATOR', 'warning', recordWith('a\u2028')],
    ['JSONL_LINE_SEPARATOR', 'warning', recordWith('a').replace(',', ',\r')],
    [
      'JSONL_NUMBER_CHANGED',
      'warning',
      '{"recordId":"1","modelInput":{"inputText":"a","dimensions":256.00000000000000001}}',
    ],
  ])('finds %s, of severity %s, at its line and nothing else', async (code, severity, line) => {
    const report = await validate(`${recordWith('a', '0')}\n${line}\n${recordWith('a', '2')}\n`);

    expect(
      report.diagnostics.map(({ code: found, severity: how, location }) => [
        found,
        how,
        location.line,
      ]),
    ).toEqual([[code, severity, 2]]);
    expect(report.records).toBe(3);
  });

  it('points at the bytes, in a line of a megabyte and behind characters of several', async () => {
    const padding = 'é😀'.repeat(150_000);
    const before = `{"recordId":"1","modelInput":{"inputText":"${padding}`;
    const report = await validate(`${recordWith('a', '0')}\n${before}\\ud83d"}}\n`, LONG);

    expect(report.diagnostics).toMatchObject([
      {
        code: 'JSONL_LONE_SURROGATE',
        location: {
          line: 2,
          column: before.length + 1,
          byteOffset: Buffer.byteLength(`${recordWith('a', '0')}\n${before}`),
          recordId: '1',
          path: 'modelInput.inputText',
        },
        args: { written: '\\ud83d' },
        excerpt: { length: 6 },
      },
    ]);
  });

  it('names both places of a key, however it is escaped', async () => {
    const line = '{"recordId":"é","modelInput":{"inputText":"a","a b":{"k":1,"\\u006b":2}}}';

    const report = await validate(`${line}\n`, {
      ...OPTIONS,
      severities: { MODEL_INPUT_UNKNOWN_KEY: 'off', RECORD_ID_UNUSUAL: 'off' },
    });

    expect(report.diagnostics).toMatchObject([
      {
        code: 'JSONL_DUPLICATE_KEY',
        location: { column: line.indexOf('"\\u006b"') + 1, path: 'modelInput["a b"].k' },
        related: [{ source: 'stdin', line: 1, column: line.indexOf('"k"') + 1 }],
        args: { key: 'k', path: 'modelInput["a b"]' },
      },
    ]);
  });

  it('tells all that is odd in a line, and what is wrong besides', async () => {
    const line =
      '{"recordId":"1","recordId":"1","modelInput":{"inputText":"\\u0000\\ud800","dimensions":1e400,\r"x":1}}';

    const report = await validate(`${line}\r\n`);

    expect(report.diagnostics.map(({ code }) => code)).toEqual([
      'JSONL_DUPLICATE_KEY',
      'JSONL_NUL_ESCAPE',
      'JSONL_LONE_SURROGATE',
      'JSONL_NUMBER_CHANGED',
      'JSONL_LINE_SEPARATOR',
      'MODEL_INPUT_VALUE',
      'MODEL_INPUT_UNKNOWN_KEY',
      'JSONL_CRLF',
    ]);
  });

  it('counts a million half pairs and keeps the first ones', async () => {
    const report = await validate(`${recordWith('\\ud800'.repeat(1_000_000))}\n`, LONG);

    expect(report.counts).toEqual([
      { code: 'JSONL_LONE_SURROGATE', severity: 'error', count: 1_000_000 },
    ]);
    expect(report.diagnostics).toHaveLength(1000);
  });

  it('says of what is too deep nothing but that, and how deep it is', async () => {
    const deep = '['.repeat(2000) + '1e400' + ']'.repeat(2000);

    const report = await validate(`{"recordId":"1","modelInput":${deep}}\n`);

    expect(report.diagnostics).toMatchObject([{ code: 'JSONL_TOO_DEEP', args: { actual: 2001 } }]);
  });
});

describe('validateDataset() of how lines end', () => {
  it('tells carriage returns once for a file, with their number', async () => {
    const lines = Array.from({ length: 5 }, (_, index) => recordWith('a', String(index)));

    const report = await validate(`${lines[0]}\n${lines.slice(1).join('\r\n')}\r\n\r\n`);

    expect(report.diagnostics).toMatchObject([
      { code: 'JSONL_BLANK_LINE', location: { line: 6 } },
      {
        code: 'JSONL_CRLF',
        severity: 'warning',
        location: { line: 2, column: recordWith('a').length + 1 },
        args: { lines: 4 },
      },
    ]);
  });

  it('warns once where no newline ends the last line, and points behind it', async () => {
    const report = await validate(`${recordWith('a', '1')}\n${recordWith('ä', '2')}`);

    expect(report.valid).toBe(true);
    expect(report.diagnostics).toMatchObject([
      {
        code: 'JSONL_NO_LAST_NEWLINE',
        severity: 'warning',
        location: {
          line: 2,
          column: recordWith('ä').length + 1,
          byteOffset: 2 * recordWith('a').length + 2,
        },
      },
    ]);
  });

  it('tells of a line that was cut off that it has no newline either', async () => {
    const report = await validate('{"recordId":"1","modelIn');

    expect(report.diagnostics.map(({ code }) => code)).toEqual([
      'JSONL_SYNTAX',
      'JSONL_NO_LAST_NEWLINE',
    ]);
  });

  it('says nothing more of a last line that is blank', async () => {
    const report = await validate(`${recordWith('a')}\n  `);

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['JSONL_BLANK_LINE']);
  });
});

describe('validateRecord()', () => {
  it('tells what is odd, but asks for no newline', () => {
    const found = validateRecord('{"recordId":"1","modelInput":{"inputText":"a\\udc00"}}', {
      model: TITAN,
    });

    expect(found.map(({ code }) => code)).toEqual(['JSONL_LONE_SURROGATE']);
  });

  it('finds the half of a character in a record that is no text yet', () => {
    const record = { recordId: '1', modelInput: { inputText: 'Jaws 🦈'.slice(0, -1) } };

    expect(validateRecord(record, { model: TITAN })).toMatchObject([
      { code: 'JSONL_LONE_SURROGATE', location: { path: 'modelInput.inputText' } },
    ]);
  });
});
