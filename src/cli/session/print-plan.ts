import type { SubmissionPlan } from '../../jobs/index.ts';
import type { Session } from './session.ts';

/** Prints what would be sent, as it would be sent. */
export async function printPlan(plan: SubmissionPlan, session: Session): Promise<void> {
  await session.printJson(plan);
  session.say('Nothing was sent: these are the requests');
}
