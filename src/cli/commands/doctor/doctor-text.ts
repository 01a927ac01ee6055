import type { SetupCheck, SetupReport } from '../../../setup/index.ts';

const WIDEST_STATUS = 'unknown'.length;

/** Writes what was found: a line for each look, what to do below it, and how many are what. */
export function doctorLines({ checks, region }: SetupReport): readonly string[] {
  return [...checks.flatMap(linesOf), '', `In ${region}: ${countsText(checks)}`];
}

function linesOf({ status, name, says, hint }: SetupCheck): readonly string[] {
  const line = `${status.padEnd(WIDEST_STATUS)}  ${name}: ${says}`;
  return hint === undefined || status === 'ok'
    ? [line]
    : [line, `${' '.repeat(WIDEST_STATUS)}  hint: ${hint}`];
}

function countsText(checks: readonly SetupCheck[]): string {
  const counted = (['ok', 'wrong', 'unknown'] as const).map(
    (status) => `${checks.filter((check) => check.status === status).length} ${status}`,
  );
  return counted.join(', ');
}
