import { folderSinks, makeWorkFolder, removeAll } from '../../io/index.ts';
import { DatasetWriter } from '../shards/dataset-writer.ts';
import type { BuildPlan } from './build-plan.ts';
import type { Draft } from './draft.ts';
import { putInPlace } from './put-in-place.ts';

/** Begins a dataset in a folder beside what will be its files. */
export async function folderDraft({ home, out, quotas, dedupe }: BuildPlan): Promise<Draft> {
  const work = await makeWorkFolder(out);
  return {
    tmp: work,
    open: folderSinks(work),
    lines: await DatasetWriter.in(work, quotas, dedupe),
    putInPlace: (kind, manifest) => putInPlace(work, home, { kind, manifest }),
    abandon: () => removeAll(work),
  };
}
