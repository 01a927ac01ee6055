import { describe, expect, it } from 'vitest';
import {
  defaultSeverity,
  diagnose,
  diagnosticCodes,
  isDiagnosticCode,
} from '../../src/core/index.ts';

describe('the catalogue', () => {
  it('names codes by area, in capitals', () => {
    for (const code of diagnosticCodes)
      expect(code).toMatch(/^(JSONL|RECORD|MODEL|QUOTA|S3|TEMPLATE|ROW|SHARD)_[A-Z0-9_]+$/);
  });

  it('knows its codes and no others', () => {
    expect(isDiagnosticCode('RECORD_ID_DUPLICATE')).toBe(true);
    expect(isDiagnosticCode('constructor')).toBe(false);
  });

  it('makes frozen diagnostics whose texts come from the args', () => {
    const diagnostic = diagnose('QUOTA_RECORDS_PER_JOB_MIN', {
      location: { source: 'rows.csv' },
      args: { limit: 100, actual: 30, shortestRecordBytes: 200 },
    });

    expect(Object.isFrozen(diagnostic)).toBe(true);
    expect(diagnostic.severity).toBe(defaultSeverity('QUOTA_RECORDS_PER_JOB_MIN'));
    expect(diagnostic.message).toContain('30 records');
    expect(diagnostic.message).toContain('14,000 bytes');
    expect(diagnostic.expected).toBe('>= 100 records');
  });

  it('never prints an id raw', () => {
    const diagnostic = diagnose('RECORD_ID_DUPLICATE', {
      location: { source: 'a.jsonl' },
      args: { recordId: '\u001b]0;owned\u0007', first: 'a.jsonl:1' },
    });

    expect(diagnostic.message).toContain('\\u001b]0;owned\\u0007');
  });

  it.each([
    [2, 1, '--skip-lines'],
    [1, 4, "--comment '#'"],
  ])(
    'names for a row of %i fields where %i columns are named what may be so',
    (fields, columns, flag) => {
      const ragged = (shape: { readonly fields: number; readonly columns: number }) =>
        diagnose('ROW_RAGGED', {
          location: { source: 'rows.csv' },
          args: { row: 1, line: 2, lastLine: 2, ...shape },
        }).hint;

      expect(ragged({ fields, columns })).toContain(flag);
      expect(ragged({ fields: fields + 1, columns: columns + 1 })).not.toContain(flag);
    },
  );
});
