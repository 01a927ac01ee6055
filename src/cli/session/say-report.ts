import type { Report } from '../../core/index.ts';
import type { Session } from './session.ts';

/** Diagnostics that are shown beside what a command has to say otherwise. */
export const SHOWN_DIAGNOSTICS = 5;

/** Shows the first findings about something that went well otherwise. */
export async function sayReport(report: Report, session: Session): Promise<void> {
  if (report.warnings + report.errors === 0) return;
  const { pretty } = await import('../reporters/pretty.ts');
  session.say(pretty(report, session.reporterOptions('stderr', SHOWN_DIAGNOSTICS)));
}
