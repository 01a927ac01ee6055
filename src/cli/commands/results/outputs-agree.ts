import type { Run } from '../../../dataset/index.ts';
import type { JobOutcomes } from '../../../results/index.ts';
import type { Reach } from '../../services/connection.ts';
import type { Session } from '../../session/session.ts';
import { differenceLines, forgottenText, unprovenText } from '../../texts/outcome-text.ts';

/** What was read, and how. */
export interface OutputsRead {
  readonly run: Run;
  readonly reach: Reach;
  readonly session: Session;
  readonly jobs: readonly JobOutcomes[];
  readonly acceptMissing: boolean;
}

/**
 * Says of the outputs of ended jobs what Bedrock's own numbers say against them.
 *
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where they are not those that Bedrock counted, unless that is accepted.
 */
export async function requireOutputsAgree(read: OutputsRead): Promise<void> {
  const { session, acceptMissing } = read;
  const { agreementOf, disagreementText, manifestDifferences, requireAgreement } = await import(
    '../../../results/index.ts'
  );
  const jobs = await withNewCounts(read);
  for (const job of jobs) {
    const { folder } = job;
    const agreement = agreementOf(job);
    const tokens = manifestDifferences(job).filter(({ what }) => what.endsWith('TokenCount'));
    for (const line of differenceLines(folder, tokens)) session.say(line);
    if (agreement.status === 'unknown') session.say(`  ${unprovenText(folder)}`);
    if (agreement.status === 'differs' && acceptMissing)
      session.say(`  ${folder}: accepted, although ${disagreementText(agreement.disagreements)}`);
  }
  if (!acceptMissing) requireAgreement(jobs);
}

/** What Bedrock said in the second a job ended may not have been all, so that it is asked once more before it counts. */
async function withNewCounts({ run, reach, session, jobs }: OutputsRead) {
  const { agreementOf } = await import('../../../results/index.ts');
  const differing = jobs.filter((job) => agreementOf(job).status === 'differs');
  if (differing.length === 0) return jobs;
  const { isEnded, lookAgain } = await import('../../../jobs/index.ts');
  const folders = differing.map(({ folder }) => folder);
  const isNew = await lookAgain(run, folders, { ...reach, signal: session.signal });
  if (!isNew) return jobs;
  return jobs.map((job) => {
    const seen = run.lastAttempt(job.folder)?.seen;
    // what was said of a job that was not seen to end is no witness
    const isOver = seen !== undefined && isEnded(seen.status);
    return { ...job, stated: isOver ? seen.counts : undefined };
  });
}

/** Says which jobs Bedrock does not know any more. */
function sayForgotten(folders: readonly string[], session: Session): void {
  for (const folder of folders) session.say(`  ${forgottenText(folder)}`);
}

/** Reading goes by what the run saw last, so jobs that had not ended then are looked at once; gives the folders of those that Bedrock does not know any more. */
export async function lookAtJobs(
  run: Run,
  reach: Reach,
  session: Session,
): Promise<readonly string[]> {
  const { lookOnce, snapshotOf } = await import('../../../jobs/index.ts');
  if (snapshotOf(run).done) return [];
  const forgotten = await lookOnce(run, { ...reach, signal: session.signal });
  sayForgotten(forgotten, session);
  return forgotten;
}
