import type { Diagnostic, DiagnosticCode, Location, Report } from '../../core/index.ts';

/** How many diagnostics are shown. */
export interface ShownOptions {
  /** Most of all. Default: all. */
  readonly most?: number | undefined;
  /** Most of each code. Default: all. */
  readonly perCode?: number | undefined;
}

/**
 * Chooses what is shown of a report, in the order found.
 *
 * Where not all fit, errors come before warnings, and no code is hidden by the repeats of another one.
 */
export function shownDiagnostics(
  { diagnostics, counts }: Report,
  { most = Number.POSITIVE_INFINITY, perCode = Number.POSITIVE_INFINITY }: ShownOptions = {},
): readonly Diagnostic[] {
  const wanted = firstOfCodes(diagnostics, perCode);
  if (wanted.length <= most) return wanted;
  const share = Math.max(1, Math.floor(most / Math.max(1, counts.length)));
  const seen = new Map<string, number>();
  const ranked = wanted.map((diagnostic, index) => {
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

/**
 * The first ones of each code, those at paths of their own before repeats: two keys that are wrong in every record are both
 * seen.
 */
function firstOfCodes(diagnostics: readonly Diagnostic[], most: number): readonly Diagnostic[] {
  const chosen = new Set<Diagnostic>();
  const numbers = new Map<DiagnosticCode, number>();
  const paths = new Set<string>();
  const choose = (diagnostic: Diagnostic): void => {
    const number = numbers.get(diagnostic.code) ?? 0;
    if (number >= most || chosen.has(diagnostic)) return;
    numbers.set(diagnostic.code, number + 1);
    chosen.add(diagnostic);
  };
  for (const diagnostic of diagnostics) {
    const path = `${diagnostic.code} ${diagnostic.location.path?.replace(/\[\d+\]/g, '[]')}`;
    if (!paths.has(path)) choose(diagnostic);
    paths.add(path);
  }
  diagnostics.forEach(choose);
  return diagnostics.filter((diagnostic) => chosen.has(diagnostic));
}

/** What is not shown of a code. */
export interface MoreOfCode {
  readonly code: DiagnosticCode;
  readonly count: number;
  /** Places of the first ones, as far as the report keeps them. */
  readonly places: readonly Location[];
}

/** Finds what is not shown of each code that is shown, by the last diagnostic of it that is. */
export function moreOfCodes(
  { diagnostics, counts }: Report,
  shown: readonly Diagnostic[],
): ReadonlyMap<Diagnostic, MoreOfCode> {
  const isShown = new Set(shown);
  const more = new Map<Diagnostic, MoreOfCode>();
  for (const { code, count } of counts) {
    const own = shown.filter((diagnostic) => diagnostic.code === code);
    const last = own.at(-1);
    if (last === undefined || own.length === count) continue;
    const hidden = diagnostics.filter((one) => one.code === code && !isShown.has(one));
    more.set(last, {
      code,
      count: count - own.length,
      places: hidden.map(({ location }) => location),
    });
  }
  return more;
}
