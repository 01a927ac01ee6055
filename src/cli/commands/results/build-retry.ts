import { countOf } from '../../../core/index.ts';
import { readQuotas } from '../../flags/read-quotas.ts';
import { datasetJson } from '../../texts/dataset-json.ts';
import { repeatsLines } from '../../texts/repeats-text.ts';
import type { Reading } from './reading.ts';
import { noteTaker } from './take-notes.ts';

/** Builds the dataset of what is worth trying again, and prints its folder. */
export async function buildRetry(reading: Reading, out: string): Promise<void> {
  const { run, reach, flags, session, forgotten, answer } = reading;
  session.remains = 'no dataset was written';
  const { withSecondLook } = await import('../../../jobs/index.ts');
  const { retryDataset } = await import('../../../results/index.ts');
  const { belowMinimum, replace, expectedBucketOwner, acceptMissing, retryOn } = flags;
  const quotas = await readQuotas(flags.quota);
  const { signal } = session;
  const options = {
    ...reach,
    ...{ out, belowMinimum, replace, quotas, expectedBucketOwner, signal },
    ...{ acceptMissing, forgotten, retryOn, answer, onNote: noteTaker(session) },
  };
  const dataset = await withSecondLook(run, options, () => retryDataset(run, options));
  const rejected = run.dataset.manifest.rows?.rejected?.count ?? 0;
  if (rejected > 0)
    session.say(
      `${countOf(rejected, 'row')} that the build rejected ${rejected === 1 ? 'is' : 'are'} left out: fix and build those of rows.rejected again`,
    );
  if (session.isJson) {
    await session.printJson(dataset === undefined ? null : datasetJson(dataset, out));
  } else if (dataset === undefined) {
    session.say('No record is worth trying again; nothing was written');
  } else {
    for (const line of repeatsLines(dataset.manifest)) session.say(line);
    await session.print(out);
  }
}
