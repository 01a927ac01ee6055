import type { ApiAnswerFlags } from '../../aws-cli/api-answer-flags.ts';
import { printAnswer } from '../../aws-cli/print-answer.ts';
import type { AwsFlags } from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';
import type { JobTarget } from './job-target.ts';

/** Prints what Get answers: of a job the answer, of a dataset a list of them. */
export async function printJobAnswers(
  target: JobTarget,
  flags: AwsFlags & ApiAnswerFlags,
  session: Session,
): Promise<void> {
  const { atTarget, jobArns } = await import('./job-target.ts');
  const { callApi } = await import('../../../jobs/index.ts');
  const { signal } = session;
  const answers: Readonly<Record<string, unknown>>[] = [];
  await atTarget(target, flags, async (reach) => {
    for (const jobIdentifier of jobArns(target))
      answers.push(await callApi('GetModelInvocationJob', { jobIdentifier }, { ...reach, signal }));
  });
  const [only] = answers;
  const answer = 'job' in target && only !== undefined ? only : answers;
  await printAnswer(answer, { reply: 'GetModelInvocationJobResponse', flags }, session);
}
