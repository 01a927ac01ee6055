import {
  type Diagnostic,
  DiagnosticCollector,
  diagnose,
  type Report,
} from '../../../src/core/index.ts';

/** Makes a report of diagnostics, as a validation of 5 records would. */
export function reportOf(diagnostics: readonly Diagnostic[], keepPerCode?: number): Report {
  const collector = new DiagnosticCollector({ keepPerCode });
  for (const diagnostic of diagnostics) collector.add(diagnostic);
  return collector.report({ jobs: 1, files: 1, records: 5, bytes: 1234 });
}

/** A duplicate with everything a diagnostic can have. */
export const duplicate: Diagnostic = diagnose('RECORD_ID_DUPLICATE', {
  location: {
    source: 'a.jsonl',
    line: 17,
    column: 13,
    byteOffset: 900,
    recordId: 'r-1',
    path: 'recordId',
  },
  args: { recordId: 'r-1', first: 'a.jsonl:2' },
  related: [{ source: 'a.jsonl', line: 2, column: 13 }],
  excerpt: {
    text: '{"recordId":"r-1","modelInput":{"inputText":"Hel',
    offset: 12,
    length: 5,
    cutBefore: false,
    cutAfter: true,
  },
});

/** A warning about a line. */
export function blankLine(line: number): Diagnostic {
  return diagnose('JSONL_BLANK_LINE', {
    location: { source: 'a.jsonl', line, column: 1 },
    args: {},
  });
}

/** An error of a record that is being built and stands in no file yet. */
export const ofRow: Diagnostic = diagnose('RECORD_MODEL_INPUT_MISSING', {
  location: { source: 'movies.json', row: 1200, recordId: '1200' },
  args: {},
  excerpt: { text: '{"recordId":"1200"}', offset: 0, length: 1, cutBefore: false, cutAfter: false },
});
