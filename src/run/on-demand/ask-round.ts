import {
  type Dataset,
  datasetFile,
  fetchFiles,
  onDemandFolder,
  type Run,
} from '../../dataset/index.ts';
import { fileLines } from '../../engine/index.ts';
import type { Tell } from '../stage-clock.ts';
import { askIn } from './ask-on-demand.ts';
import type { OnDemandReport, RuntimeOptions } from './on-demand-options.ts';
import { withRuntimeOf } from './run-runtime.ts';

/** A round of retries, and how its records are asked. */
export interface AskedRound {
  readonly round: number;
  /** The records. */
  readonly dataset: Dataset;
  readonly options: RuntimeOptions & { readonly signal?: AbortSignal | undefined };
  readonly tell: Tell;
}

/**
 * Asks the records of a round at once; what became of each stands beside the dataset of the round from then on, whatever happens to the others.
 *
 * @throws What {@link askOnDemand} and {@link withRuntimeOf} throw.
 */
export function askRound(run: Run, asked: AskedRound): Promise<OnDemandReport> {
  const { round, dataset, options, tell } = asked;
  const { model, invocationType, records } = dataset.manifest;
  return withRuntimeOf(run, options, (runtime) =>
    askIn(run.dataset.home.below(onDemandFolder(run.name, round)), recordLines(dataset), {
      model,
      invocationType,
      runtime,
      signal: options.signal,
      onProgress: ({ done, isThrottled }) =>
        tell({
          ...{ done, total: records, unit: 'records' },
          ...(isThrottled && { detail: 'Bedrock throttles, and is asked later' }),
        }),
    }),
  );
}

/** Gives the lines of the shards of a dataset. */
async function* recordLines(dataset: Dataset): AsyncGenerator<Uint8Array, void, undefined> {
  for (const { path } of dataset.manifest.jobs.flatMap(({ shards }) => shards)) {
    await fetchFiles(dataset, [path]);
    for (const { bytes } of fileLines(datasetFile(dataset, path))) yield bytes;
  }
}
