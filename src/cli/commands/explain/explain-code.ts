import { diagnosticCodes, isDiagnosticCode, nearestName, quote } from '../../../core/index.ts';
import { readTextFile } from '../../../io/index.ts';
import { packageFile } from '../../package-file.ts';
import { exitCodeByError } from '../../session/exit-code.ts';
import { UsageError } from '../../session/usage-error.ts';
import { sectionOf } from './page-section.ts';

/**
 * Finds the section of the docs on a code, of a diagnostic or of an error.
 *
 * @throws {UsageError} where there is no such code.
 */
export async function explainCode(asked: string, signal?: AbortSignal): Promise<string> {
  const code = asked.toUpperCase();
  const page = pageOf(code);
  if (page === undefined) throw unknownCode(asked);
  return sectionOf(await readTextFile(packageFile(`docs/${page}`), signal), code);
}

/** A code that both a diagnostic and an error have is explained as the diagnostic. */
function pageOf(code: string): string | undefined {
  if (isDiagnosticCode(code)) return 'diagnostics.md';
  return Object.hasOwn(exitCodeByError, code) ? 'errors.md' : undefined;
}

function unknownCode(asked: string): UsageError {
  const known = [...diagnosticCodes, ...Object.keys(exitCodeByError)];
  const nearest = nearestName(asked, known);
  return new UsageError(`There is no code ${quote(asked)}`, {
    hint:
      nearest === undefined
        ? 'Give the code as it stands in the report or the error'
        : `Did you mean ${nearest}?`,
  });
}
