import type { Dataset, Manifest } from '../../dataset/index.ts';
import type { OpenSink } from '../../io/index.ts';
import type { LineWriter } from '../shards/line-writer.ts';
import type { OutFolder } from './out-folder.ts';

/** A dataset that is being written: nobody sees it before it is put in place. */
export interface Draft {
  /** Folder of this machine for what is needed only while it is written. */
  readonly tmp: string;
  /** Begins a file beside the shards. */
  readonly open: OpenSink;
  readonly lines: LineWriter;
  /**
   * Puts it in place, the manifest last: without one nothing is a dataset.
   *
   * @param kind What stands there.
   * @throws {DatasetError} `DATASET_EXISTS` where the dataset to replace has got a run in the meantime.
   */
  putInPlace(kind: OutFolder['kind'], manifest: Manifest): Promise<Dataset>;
  /** Removes whatever was written. */
  abandon(): Promise<void>;
}
