import type { Report } from '../../../core/index.ts';
import type { Dataset } from '../../../dataset/index.ts';
import type { SubmissionPlan } from '../../../jobs/index.ts';
import type { QuotaOverrides } from '../../../quotas/index.ts';
import type { AnswerForm } from '../../../results/index.ts';
import type { RunProgress, RunReport, StartedRun, TargetOptions } from '../../../run/index.ts';
import { buildOptions } from '../../flags/build-flags.ts';
import { awsOptions } from '../../flags/flags.ts';
import { deadlineOf, pollSecondsOf, requestOptions } from '../../flags/job-flags.ts';
import { openRows } from '../../flags/source-flags.ts';
import { localTarget } from '../../services/local-run.ts';
import type { Session } from '../../session/session.ts';
import type { EstimateTeller } from '../estimate/estimate-teller.ts';
import { costOptions } from '../estimate/price-flags.ts';
import { canaryOf } from './canary-flags.ts';
import type { RunFlags } from './run-flags.ts';

/** Told when stages begin and end, and how far they are. */
type OnProgress = (progress: RunProgress) => void;

/** What would be sent, and the dataset it is made of, with what its build found. */
interface WayPlan {
  readonly dataset: Dataset & { readonly report?: Report | undefined };
  readonly submission: SubmissionPlan;
}

/** How what was named is taken to its outcomes: rows that become a dataset, or a dataset that is there. */
export interface RunWay {
  readonly plan: () => Promise<WayPlan>;
  readonly start: (onProgress: OnProgress) => Promise<StartedRun>;
  readonly run: (onProgress: OnProgress) => Promise<RunReport>;
}

/** What both ways need besides flags. */
export interface WayContext {
  /** Region in force. */
  readonly region: string | undefined;
  /** What answers have to be; undefined where that is not asked. */
  readonly answer: AnswerForm | undefined;
  readonly teller: EstimateTeller;
  readonly session: Session;
}

/** The way of rows. */
export async function rowsWay(
  sources: readonly string[],
  flags: RunFlags,
  { region, answer, teller, session }: WayContext,
): Promise<RunWay> {
  const rows = await openRows(sources, flags, session);
  const build = await buildOptions(flags, session);
  const target = await targetOptions({ ...flags, region }, build.quotas);
  const canary = canaryOf(flags, { session, isStdinTaken: sources.includes('-') });
  const cost = await costOptions(flags, flags, session);
  const options = { ...build, ...target, ...cost, canary, onEstimate: teller.tell };
  const { planRun, runDataset, startRun } = await import('../../../run/index.ts');
  return {
    plan: () => planRun(rows, options),
    start: (onProgress) => startRun(rows, { ...options, onProgress, waitForSlots: false }),
    run: (onProgress) => runDataset(rows, { ...options, answer, onProgress }),
  };
}

/** The way of a dataset that is there, in its folder. */
export async function builtWay(
  folder: string,
  flags: RunFlags,
  { region, answer, teller, session }: WayContext,
): Promise<RunWay> {
  const { openNamed } = await import('../../services/open-dataset.ts');
  const dataset = await openNamed(folder, flags, session);
  const { allowUnchecked, severity: severities, asOf } = flags;
  const target = await targetOptions({ ...flags, region }, dataset.manifest.quotas);
  const judged = { allowUnchecked, severities, asOf, signal: session.signal };
  const canary = canaryOf(flags, { session, isStdinTaken: false });
  const cost = await costOptions(flags, dataset.manifest, session);
  const options = { ...judged, ...target, ...cost, canary, onEstimate: teller.tell };
  const { planBuilt, runBuilt, startBuilt } = await import('../../../run/index.ts');
  return {
    plan: () => planBuilt(dataset, options),
    start: (onProgress) => startBuilt(dataset, { ...options, onProgress, waitForSlots: false }),
    run: (onProgress) => runBuilt(dataset, { ...options, answer, onProgress }),
  };
}

/** @param quotas Those of the embedded emulator. */
async function targetOptions(
  flags: RunFlags,
  quotas: QuotaOverrides | undefined,
): Promise<TargetOptions> {
  const { to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri, run } = flags;
  const { acceptMissing, region } = flags;
  const options = {
    ...requestOptions(flags),
    ...awsOptions(flags),
    ...{ to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri, run, region },
    acceptMissing,
    pollSeconds: pollSecondsOf(flags),
    deadline: deadlineOf(flags),
  };
  if (flags.local !== true) return options;
  return { ...options, ...(await localTarget({ ...options, quotas }, flags.then)) };
}
