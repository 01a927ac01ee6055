import type { Diagnostic, Report } from '../../core/index.ts';

/**
 * Chooses what is shown of a report, in the order found.
 *
 * Where not all fit, errors come before warnings, and no code is hidden by the repeats of another one.
 */
export function shownDiagnostics(
  { diagnostics, counts }: Report,
  most: number = Number.POSITIVE_INFINITY,
): readonly Diagnostic[] {
  if (diagnostics.length <= most) return diagnostics;
  const share = Math.max(1, Math.floor(most / Math.max(1, counts.length)));
  const seen = new Map<string, number>();
  const ranked = diagnostics.map((diagnostic, index) => {
    const { code, severity } = diagnostic;
    const repeats = seen.get(code) ?? 0;
    seen.set(code, repeats + 1);
    return { diagnostic, index, rank: Number(repeats >= share) * 2 + Number(severity !== 'error') };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .sort((a, b) => a.index - b.index)
    .map(({ diagnostic }) => diagnostic);
}
