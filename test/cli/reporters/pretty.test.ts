import { describe, expect, it } from 'vitest';
import { pretty } from '../../../src/cli/reporters/pretty.ts';
import { diagnose } from '../../../src/core/index.ts';
import { blankLine, duplicate, ofRow, reportOf } from './sample-report.ts';

describe('pretty()', () => {
  it('shows place, message, the line with a mark, what to do, and where to read on', () => {
    expect(pretty(reportOf([duplicate]), {})).toBe(
      [
        'a.jsonl:17:13  error  RECORD_ID_DUPLICATE',
        '  The recordId "r-1" was used before, at a.jsonl:2, so the two outcomes cannot be told apart',
        '',
        '  17 │ {"recordId":"r-1","modelInput":{"inputText":"Hel…',
        '     │             ^^^^^ first used at a.jsonl:2:13',
        '',
        '  hint  Give each record its own recordId, also across the files of a dataset',
        '  docs  docs/diagnostics.md#record_id_duplicate',
        '',
        '1 error, 0 warnings in 5 records, 1 file, 1 job, 1.2 kB',
      ].join('\n'),
    );
  });

  it('names the row of a record that stands in no file yet', () => {
    const text = pretty(reportOf([ofRow]), {});

    expect(text).toContain('movies.json row 1,200  error  RECORD_MODEL_INPUT_MISSING\n');
    expect(text).toContain('  record │ {"recordId":"1200"}\n         │ ^\n');
  });

  it('limits what is shown, not what is counted, and hides no code', () => {
    const report = reportOf([
      ...Array.from({ length: 8 }, (_, index) => blankLine(index + 1)),
      duplicate,
    ]);

    const text = pretty(report, { maxDiagnostics: 3 });

    expect(text.match(/^\S+ {2}(?:error|warning) {2}/gm)).toHaveLength(3);
    expect(text).toContain('a.jsonl:17:13  error');
    expect(text).toContain('8 × warning JSONL_BLANK_LINE\n1 × error RECORD_ID_DUPLICATE\n');
    expect(text.split('\n').at(-1)).toBe(
      '1 error, 8 warnings in 5 records, 1 file, 1 job, 1.2 kB; 6 diagnostics not shown',
    );
  });

  it('counts what the report itself did not keep as not shown', () => {
    const report = reportOf([blankLine(1), blankLine(2), blankLine(3)], 1);

    expect(pretty(report, {})).toMatch(/; 2 diagnostics not shown$/);
  });

  it('says one line where nothing was found', () => {
    expect(pretty(reportOf([]), {})).toBe(
      '0 errors, 0 warnings in 5 records, 1 file, 1 job, 1.2 kB',
    );
  });

  it('makes names and excerpts of users harmless to print', () => {
    const evil = diagnose('JSONL_SYNTAX', {
      location: { source: 'a\u001b]0;x\u0007.jsonl', line: 1, column: 3 },
      args: { expected: 'a key', received: '"\\u0007"' },
      excerpt: {
        text: 'a\u001b[2Jb\u202ec',
        offset: 1,
        length: 1,
        cutBefore: true,
        cutAfter: false,
      },
    });

    const text = pretty(reportOf([evil]), {});

    // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text).toContain('  1 │ …a\\u001b[2Jb\\u202ec\n    │   ^^^^^^\n');
  });

  it('puts the mark below wide characters', () => {
    const wide = diagnose('JSONL_SYNTAX', {
      location: { source: 'a.jsonl', line: 1, column: 4 },
      args: { expected: 'a key', received: '"映"' },
      excerpt: {
        text: '{"電👍🏽映"',
        offset: '{"電👍🏽'.length,
        length: 1,
        cutBefore: false,
        cutAfter: false,
      },
    });

    expect(pretty(reportOf([wide]), {})).toContain(`\n    │ ${' '.repeat(6)}^^\n`);
  });

  it('uses colours where they are wanted, and says the same with them', () => {
    const report = reportOf([duplicate, blankLine(3)]);

    const colored = pretty(report, { color: true });

    expect(colored).toContain('\u001b[31m');
    // oxlint-disable-next-line no-control-regex -- colours begin with an escape
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(pretty(report, {}));
  });
});
