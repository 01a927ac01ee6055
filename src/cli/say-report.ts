import type { Report } from '../core/index.ts';
import type { Session } from './session.ts';

const SHOWN_DIAGNOSTICS = 5;

/** Shows the first findings about something that went well otherwise. */
export async function sayReport(report: Report, session: Session): Promise<void> {
  if (report.warnings + report.errors === 0) return;
  const { pretty } = await import('./reporters/pretty.ts');
  const color = session.colorFor('stderr');
  session.say(pretty(report, { maxDiagnostics: SHOWN_DIAGNOSTICS, color }));
}
