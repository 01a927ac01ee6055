import { describe, expect, it } from 'vitest';
import { DiagnosticCollector, diagnose } from '../../../src/core/index.ts';

const SIZES = { jobs: 1, files: 1, records: 3, bytes: 30 };
const blank = (line: number) =>
  diagnose('JSONL_BLANK_LINE', { location: { source: 'a.jsonl', line }, args: {} });
const bom = diagnose('JSONL_BOM', { location: { source: 'a.jsonl', line: 1 }, args: {} });

describe('DiagnosticCollector', () => {
  it('counts every diagnostic but keeps only the first ones of each code', () => {
    const collector = new DiagnosticCollector({ keepPerCode: 2 });

    for (const line of [1, 2, 3]) collector.add(blank(line));
    collector.add(bom);

    const report = collector.report(SIZES);
    expect(report.warnings).toBe(3);
    expect(report.errors).toBe(1);
    expect(report.diagnostics.map(({ location }) => location.line)).toEqual([1, 2, 1]);
    expect(report.counts).toEqual([
      { code: 'JSONL_BLANK_LINE', severity: 'warning', count: 3 },
      { code: 'JSONL_BOM', severity: 'error', count: 1 },
    ]);
  });

  it('makes no diagnostic that it would not keep', () => {
    const collector = new DiagnosticCollector({ keepPerCode: 1 });
    let made = 0;
    const make = () => {
      made += 1;
      return bom;
    };

    for (let index = 0; index < 5; index += 1) collector.addLazily('JSONL_BOM', make);

    expect(made).toBe(1);
    expect(collector.errors).toBe(5);
  });

  it('is valid where severities turn errors into warnings or off', () => {
    const collector = new DiagnosticCollector({
      severities: { JSONL_BOM: 'warning', JSONL_BLANK_LINE: 'off' },
    });

    collector.add(bom);
    collector.add(blank(2));

    const report = collector.report(SIZES);
    expect(report.valid).toBe(true);
    expect(report.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['JSONL_BOM', 'warning'],
    ]);
  });
});
