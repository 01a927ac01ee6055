import type { Command } from 'commander';
import { momentNow, printable } from '../../../core/index.ts';
import type { Run, SeenStatus } from '../../../dataset/index.ts';
import type { JobSnapshot, RunMeasure, Unanswered, WatchOptions } from '../../../jobs/index.ts';
import {
  type ApiAnswerFlags,
  addOwnApiAnswerFlags,
  asksForApiAnswer,
} from '../../aws-cli/api-answer-flags.ts';
import { requireQuery } from '../../aws-cli/print-answer.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
} from '../../flags/flags.ts';
import {
  addPollFlag,
  addStoppingDeadlineFlags,
  type DeadlineFlags,
  deadlineOf,
  type PollFlag,
  pollSecondsOf,
} from '../../flags/job-flags.ts';
import { addRunFlag } from '../../flags/run-flag.ts';
import { withProgress } from '../../progress/make-progress.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Reading } from '../../progress/reading.ts';
import { LOCAL_ENDPOINT } from '../../services/local-run.ts';
import { exitCodes } from '../../session/exit-code.ts';
import type { Session } from '../../session/session.ts';
import { countsText, FORGOTTEN, failureText, unansweredText } from '../../texts/job-text.ts';
import { jobsRemain } from '../../texts/jobs-remain.ts';
import { printJobAnswers } from './print-job-answers.ts';

type Flags = AwsFlags &
  PollFlag &
  DeadlineFlags &
  ApiAnswerFlags &
  CommonFlags & { readonly run?: string | undefined };

/** Declares `jobs wait`. */
export function declareJobsWait(jobs: Command, session: Session): void {
  const command = jobs
    .command('wait')
    .summary('wait until jobs have ended')
    .description(
      'Waits until a job, or all jobs of a dataset, have ended. Exits with 0 only if all are Completed, else with 4.',
    )
    .argument('<job>', 'ARN or id of a job, or a dataset: its folder or S3 URI');
  addRunFlag(command);
  addPollFlag(command, '10');
  addStoppingDeadlineFlags(command);
  addOwnApiAnswerFlags(command);
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch jobs wait movies &&\n  bedrock-batch results movies > outcomes.jsonl',
    "bedrock-batch jobs wait abcdefghijkl --query '[status,message]' --output text",
  );
  command.action((job: string, flags: Flags) => wait(job, flags, session));
}

async function wait(argument: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  await requireQuery(flags.query);
  const { atTarget, isLocalTarget, jobTarget } = await import('./job-target.ts');
  const target = await jobTarget(argument, flags, session);
  session.remains = jobsRemain(isLocalTarget(target), 'to go on waiting');
  const { signal } = session;
  const jobs = await withProgress(session, async (progress) => {
    progress.begin('wait');
    const ended = await atTarget(target, flags, (reach) => {
      const deadline = deadlineOf(flags);
      const options = { ...reach, signal, deadline, pollSeconds: pollSecondsOf(flags) };
      return 'job' in target
        ? watchOne(target.job, options, progress)
        : watchAll(target.run, options, progress);
    });
    progress.end();
    return ended;
  });
  if (asksForApiAnswer(flags)) await printJobAnswers(target, flags, session);
  else await printEnded(jobs, session);
  const isCompleted = jobs.every(({ status }) => status === 'Completed');
  session.exitCode = isCompleted ? exitCodes.done : exitCodes.notSucceeded;
}

/** A job that has ended, or was never submitted. */
type Ended = Pick<JobSnapshot, 'jobArn' | 'counts' | 'message' | 'forgotten' | 'stopAsked'> & {
  readonly status?: SeenStatus | undefined;
};

async function watchOne(
  job: string,
  options: WatchOptions,
  progress: Progress,
): Promise<readonly Ended[]> {
  const { RunMeter, watchJob } = await import('../../../jobs/index.ts');
  let last: Ended = {};
  const onUnanswered = (unanswered: Unanswered) => progress.note(unansweredText(unanswered));
  let stopAsked: Ended['stopAsked'];
  const onOverdue = () => {
    stopAsked = 'deadline';
  };
  const meter = new RunMeter(true);
  for await (const seen of watchJob(job, { ...options, onUnanswered, onOverdue })) {
    last = seen;
    const { jobArn: id, status, counts } = seen;
    // zeros before it is processed are no counts
    const records = counts === undefined || counts.total === 0 ? undefined : counts.total;
    const reading = { id, attempt: 1, records, status, counts, stopAsked };
    progress.measure(measured(meter.saw([reading], momentNow())));
  }
  return [stopAsked !== undefined && last.status === 'Stopped' ? { ...last, stopAsked } : last];
}

async function watchAll(
  run: Run,
  options: WatchOptions,
  progress: Progress,
): Promise<readonly Ended[]> {
  const { estimateOfRun, snapshotOf, watchRun } = await import('../../../jobs/index.ts');
  const isLocal = run.state.target.endpoint === LOCAL_ENDPOINT;
  const estimate = await estimateOfRun(run, options);
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, { ...options, estimate })) {
    last = snapshot;
    const { unanswered, measure } = snapshot;
    if (unanswered !== undefined) progress.note(unansweredText(unanswered));
    else if (measure !== undefined) progress.measure({ ...measured(measure), isLocal });
  }
  return last.jobs;
}

function measured(measure: RunMeasure): Reading {
  return { done: measure.done, total: measure.total, unit: 'records', measure };
}

async function printEnded(jobs: readonly Ended[], session: Session): Promise<void> {
  if (session.isJson) return session.printJson(jobs);
  for (const job of jobs) {
    const { jobArn = 'not submitted', status, counts, message, forgotten, stopAsked } = job;
    const why = stopAsked === undefined ? '' : 'at its deadline';
    const words = [jobArn, status, why, countsText(counts)].filter(Boolean);
    if (forgotten === true) words.push(`(seen last; ${FORGOTTEN})`);
    await session.tell(printable(words.join(' ')));
    for (const line of await failureText(message)) session.say(line);
  }
}
