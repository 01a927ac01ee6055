import { listeningFolder, RUNS_FOLDER } from '../dataset/index.ts';
import { type Home, requireS3Folder } from '../io/index.ts';
import { getJob } from '../jobs/index.ts';
import { withHome } from '../partitions/index.ts';
import { asStep } from './step-error.ts';

/** Event of {@link wake}. Plain JSON. */
export interface WakeEvent {
  /** ARN of a job that has ended: `detail.batchJobArn` of an event of EventBridge. */
  readonly jobArn: string;
  /** S3 URI of the prefix below which the datasets lie; jobs of others wake nobody. */
  readonly datasets: string;
}

/** What {@link wake} gives. Plain JSON. */
export interface Woken {
  /** Tokens of the tasks that wait for the run of the job; each is given once. */
  readonly tokens: readonly string[];
}

/** Where a job reads its records from: the folder of the job below its dataset. */
const INPUT = /^(s3:\/\/.+)\/jobs\/\d{4,}\/$/;

/**
 * Gives the tokens of all tasks that {@link listen} has kept for the dataset of a job; a Lambda handler.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function wake({ jobArn, datasets }: WakeEvent): Promise<Woken> {
  return asStep(async () => {
    const below = requireS3Folder(datasets, 'datasets');
    const { inputUri } = await getJob(jobArn);
    const [, out] = INPUT.exec(inputUri) ?? [];
    if (out === undefined || !inputUri.startsWith(below)) return { tokens: [] };
    return withHome(out, {}, async (home) => ({ tokens: await takeTokens(home) }));
  });
}

/** A token that is lost on the way is one whose task times out. */
async function takeTokens(home: Home): Promise<readonly string[]> {
  const tokens: string[] = [];
  for (const run of await home.names(RUNS_FOLDER)) {
    const folder = listeningFolder(run);
    for (const name of await home.names(folder)) {
      const path = `${folder}/${name}`;
      const token = await home.readText(path);
      await home.remove(path);
      if (token !== undefined) tokens.push(token);
    }
  }
  return tokens;
}
