import type { RunReport, StartedRun } from '../../../run/index.ts';
import { endWithin } from '../../flags/outcome-limits.ts';
import { outputReach } from '../../outcomes/output-reach.ts';
import { type OutcomeTarget, presentOutcomes } from '../../outcomes/present-outcomes.ts';
import { sayAside } from '../../session/say-aside.ts';
import { sayReport } from '../../session/say-report.ts';
import type { Session } from '../../session/session.ts';
import { type FlagsToRepeat, goOnLines } from '../../texts/go-on-lines.ts';
import { timeoutLines } from '../../texts/job-text.ts';
import { notAgainLines } from '../../texts/not-again-lines.ts';
import { repeatsLines } from '../../texts/repeats-text.ts';
import { startedJson, summaryLines } from '../../texts/run-summary.ts';
import { type ComparedCost, costOfRun } from '../estimate/cost-of-run.ts';
import { paidLine } from '../estimate/paid-text.ts';
import type { RunFlags } from './run-flags.ts';

/** Says what a run came to, writes its outcomes where they are wanted, and ends within the limits. */
export async function presentRun(
  report: RunReport,
  flags: RunFlags & Pick<OutcomeTarget, 'file' | 'answerForm'>,
  session: Session,
): Promise<void> {
  await sayReport(report.validation, session);
  sayAside(report.run.dataset, session);
  const cost = await costOfReport(report, flags);
  for (const line of summaryLines(report, paidLine(cost))) session.say(line);
  for (const line of timeoutLines(report.run)) session.say(line);
  for (const line of await notAgainLines(report.run)) session.say(line);
  const reach = outputReach(report.run, flags);
  await presentOutcomes(report, { ...flags, reach }, session);
  endWithin(report.totals, flags, session);
}

/** By the tokens of all attempts, as they are told. */
async function costOfReport({ run, rounds }: RunReport, flags: RunFlags): Promise<ComparedCost> {
  const { savedSums } = await import('../../../results/index.ts');
  const { priceIn, priceOut } = flags;
  return costOfRun(run, { priceIn, priceOut, rounds, jobs: savedSums(run.state.jobs) });
}

/** Says what is with Bedrock, and how to go on. */
export async function presentStarted(
  started: StartedRun,
  flags: FlagsToRepeat,
  session: Session,
): Promise<void> {
  const { run, validation } = started;
  await sayReport(validation, session);
  sayAside(run.dataset, session);
  for (const line of repeatsLines(run.dataset.manifest)) session.say(line);
  for (const line of await notAgainLines(run)) session.say(line);
  const { isCanaryOpen } = started;
  for (const line of goOnLines(run, { ...flags, isCanaryOpen })) session.say(line);
  if (session.isJson) return await session.printJson(startedJson(started));
  const { jobArns } = await import('../jobs/job-target.ts');
  for (const arn of jobArns({ run })) await session.print(arn);
}
