import type { Diagnostic, Report } from '../../core/index.ts';

/** Leaves of each diagnostic its code, its severity and its position: nothing that may be taken from a record. */
export function bareReport(report: Report): Report {
  return { ...report, diagnostics: report.diagnostics.map(bareDiagnostic) };
}

function bareDiagnostic({ code, severity, location }: Diagnostic): Diagnostic {
  const { source, row, line, column, byteOffset } = location;
  const message = `See docs/diagnostics.md#${code.toLowerCase()}`;
  const position = { source, row, line, column, byteOffset };
  return { code, severity, message, location: position, args: {} };
}
