import { DatasetError, quote } from '../../core/index.ts';
import {
  type Dataset,
  datasetFile,
  REJECTED_NAME,
  type RejectedRow,
  type RejectedRows,
  rejectedRowSchema,
} from '../../dataset/index.ts';
import { fileLines } from '../../engine/index.ts';
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
 * @throws {DatasetError} `DATASET_CHANGED` where it is not, or gone, or no build wrote it.
 */
export function* readRejected(dataset: Dataset): Generator<RejectedRow, void> {
  const rejected = rejectedOf(dataset);
  if (rejected === undefined) return;
  const { count } = rejected;
  const path = datasetFile(dataset, REJECTED_NAME);
  advising(REJECTED_AGAIN, () => requireFile(path, rejected));
  let rows = 0;
  let last = 0;
  for (const { bytes } of fileLines(path)) {
    const row = rejectedIn(bytes, path);
    if (row.row <= last) throw notBuilt(path, 'its rows are not in order');
    last = row.row;
    rows += 1;
    yield row;
  }
  if (rows !== count) throw notBuilt(path, 'it has another number of rows than the manifest says');
}

const DECODER = new TextDecoder();

/** The CRC32 is that of the manifest, so whoever wrote the line wrote that too: perhaps no build of ours. */
function rejectedIn(line: Uint8Array, path: string): RejectedRow {
  try {
    return rejectedRowSchema().parse(JSON.parse(DECODER.decode(line)));
  } catch (cause) {
    throw notBuilt(path, 'a line of it is no row that was set aside', cause);
  }
}

function notBuilt(path: string, why: string, cause?: unknown): DatasetError {
  return new DatasetError('DATASET_CHANGED', `No build wrote ${quote(path, 200)}: ${why}`, {
    path,
    cause,
    hint: REJECTED_AGAIN,
  });
}
