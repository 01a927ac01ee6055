import { quote } from '../text/quote.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about the files of a dataset.

/**
 * A shard of the manifest is not in the folder.
 *
 * **Why.** A dataset is never changed once it is built; without the shard, records and their outcomes would be lost
 * without a word.
 *
 * **What to do.** Build the dataset again.
 *
 * Wrong:
 *
 * ```text
 * manifest.json   names jobs/0000/shard-00001.jsonl
 * jobs/0000       shard-00000.jsonl
 * ```
 *
 * Right:
 *
 * ```text
 * manifest.json   names jobs/0000/shard-00001.jsonl
 * jobs/0000       shard-00000.jsonl  shard-00001.jsonl
 * ```
 */
export const SHARD_MISSING: CatalogueEntry<{ readonly path: string }> = {
  severity: 'error',
  message: ({ path }) => `The shard ${quote(path)} is in the manifest, but not in the folder`,
  hint: () => 'Build the dataset again; a dataset is never changed once it is built',
  expected: ({ path }) => quote(path),
  received: () => 'nothing',
};

/**
 * A shard is not what was built: its size, its CRC32 or its content hash differs from the manifest.
 *
 * **Why.** Outcomes are joined by what the manifest says. A changed record would be joined to the row it no longer
 * comes from.
 *
 * **What to do.** Change the source and build again. Restore the file where it was damaged.
 *
 * Wrong:
 *
 * ```text
 * manifest.json   58 bytes, CRC32 q83vEg==
 * shard-00001     57 bytes, CRC32 mJ1Oxg==
 * ```
 *
 * Right:
 *
 * ```text
 * manifest.json   58 bytes, CRC32 q83vEg==
 * shard-00001     58 bytes, CRC32 q83vEg==
 * ```
 */
export const SHARD_CHANGED: CatalogueEntry<{
  readonly path: string;
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}> = {
  severity: 'error',
  message: ({ path, what }) =>
    `The shard ${quote(path)} was changed after it was built: its ${what} differs from the manifest`,
  hint: () => 'Build the dataset again; a dataset is never changed once it is built',
  expected: ({ expected }) => expected,
  received: ({ actual }) => actual,
};

/**
 * A `.jsonl` file lies in the folder of a job, and the manifest does not name it.
 *
 * **Why.** Bedrock reads every `.jsonl` below the prefix of a job (documented), so its records would be run and paid
 * for.
 *
 * **What to do.** Remove the file from the dataset. What records refer to by `s3Location` lies in `media/` of its job
 * and ends in something else.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000   shard-00000.jsonl  copy of shard-00000.jsonl
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000   shard-00000.jsonl
 * ```
 */
export const SHARD_FOREIGN: CatalogueEntry<{ readonly path: string }> = {
  severity: 'error',
  message: ({ path }) =>
    `The file ${quote(path)} is not in the manifest, but Bedrock reads every .jsonl below the folder of a job`,
  hint: () => 'Remove the file from the dataset',
  expected: () => 'only the shards of the manifest',
  received: ({ path }) => quote(path),
};
