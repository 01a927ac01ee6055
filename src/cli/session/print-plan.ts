import type { SubmissionPlan } from '../../jobs/index.ts';
import type { Estimate } from '../../pricing/index.ts';
import type { Session } from './session.ts';

/** Prints what would be sent, as it would be sent, and what it is estimated to cost. */
export async function printPlan(
  plan: SubmissionPlan & { readonly estimate: Estimate | undefined },
  session: Session,
): Promise<void> {
  await session.printJson(plan);
  session.say('Nothing was sent: these are the requests');
}
