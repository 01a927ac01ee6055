import {
  type Dataset,
  datasetFile,
  REJECTED_NAME,
  type RejectedRow,
  type RejectedRows,
  rejectedRowSchema,
} from '../../dataset/index.ts';
import { fileBlocks, LARGEST_LINE_BYTES, lineOf, PlainLineEngine } from '../../engine/index.ts';
import { advising, requireFile } from '../../io/index.ts';

const REJECTED_AGAIN =
  'Build the same rows into another folder and copy its rows.rejected here; the outcomes of records do not need it';

/** Says which rows of a dataset were set aside; undefined where none was. */
export function rejectedOf({ manifest }: Pick<Dataset, 'manifest'>): RejectedRows | undefined {
  return manifest.rows?.rejected;
}

/**
 * Reads the rows that were set aside when a dataset was built, in the order of the source; none where all rows are records.
 *
 * The file is read once before, to be sure that it is what was built. Memory: one block of lines.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where it is not, or gone.
 */
export function* readRejected(dataset: Dataset): Generator<RejectedRow, void> {
  const rejected = rejectedOf(dataset);
  if (rejected === undefined) return;
  const path = datasetFile(dataset, REJECTED_NAME);
  advising(REJECTED_AGAIN, () => requireFile(path, rejected));
  const decoder = new TextDecoder();
  const schema = rejectedRowSchema();
  for (const block of fileBlocks(path, new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }))) {
    for (let index = 0; index < block.count; index += 1)
      yield schema.parse(JSON.parse(decoder.decode(lineOf(block, index))));
  }
}
