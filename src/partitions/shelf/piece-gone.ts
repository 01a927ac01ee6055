import { DatasetError, quote } from '../../core/index.ts';
import type { Home } from '../../io/index.ts';

/** The error for a piece that is named and has no manifest: nothing of ours removes one. */
export function pieceGone(home: Home, folder: string): DatasetError {
  const path = home.nameOf(folder);
  return new DatasetError(
    'DATASET_MANIFEST',
    `The partition in ${quote(path, 200)} has lost its manifest`,
    {
      path,
      hint: 'Remove the plan with bedrock-batch plan --clean, and plan again',
    },
  );
}
