import { DatasetError, quote } from '../../core/index.ts';
import { type DatasetJob, datasetFile, type Run } from '../../dataset/index.ts';
import type { OutcomeNote } from '../outcomes/outcome-note.ts';
import type { ChangedShard, InputIndex } from './input-index.ts';

/** The error for a shard that is not what was built, where its records are needed. */
export function shardChanged(run: Run, index: InputIndex, why: string): DatasetError {
  const [{ path, difference }] = index.changed as [ChangedShard];
  const { folder, state } = { folder: run.dataset.folder, state: run.state };
  const built = `${quote(path)} in ${quote(folder, 200)} was changed after the dataset was built: ${difference}`;
  return new DatasetError('DATASET_CHANGED', `${built}; ${why}`, {
    path: datasetFile(run.dataset, path),
    hint: `Put the shard back as it was submitted: S3 has it as ${quote(`${state.inputUri}${path}`, 300)}`,
  });
}

/**
 * Tells whether outcomes of a job may be joined by their ids although a shard was changed: each of as many records as were
 * submitted has an output line, so the ids are those that were submitted, none edited, added or gone.
 */
export function isEveryIdKnown(index: InputIndex, job: DatasetJob, joined: number): boolean {
  return index.records === job.records && joined === job.records;
}

/** Says that a shard was changed and its outcomes are joined all the same. */
export function changedNote(index: InputIndex): OutcomeNote {
  const [{ path, difference }] = index.changed as [ChangedShard];
  const message = `${quote(path)} was changed after the dataset was built: ${difference}; every record has an output of its id, so the outcomes are right, and line numbers are those of the changed file`;
  return { kind: 'shard-changed', message };
}
